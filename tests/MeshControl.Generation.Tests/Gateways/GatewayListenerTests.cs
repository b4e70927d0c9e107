using Envoy.Extensions.TransportSockets.Tls.V3;
using MeshControl.Generation.Output;
using MeshControl.Generation.Tests.Listeners;
using MeshControl.Generation.Tests.Routes;
using static MeshControl.Generation.Tests.Routes.RouteManifest;

namespace MeshControl.Generation.Tests.Gateways;

/// <summary>The listeners of gateways.</summary>
public sealed class GatewayListenerTests
{
    [Fact]
    public void Port_of_the_gateway_is_a_port_of_its_service()
    {
        var mesh = Mesh(Gateway("edge", "{port: {number: 80, name: http, protocol: HTTP}, hosts: [\"*\"]}, {port: {number: 9000, name: alt, protocol: HTTP}, hosts: [\"*\"], bind: 127.0.0.1}"));

        Assert.Equal(["0.0.0.0_8080", "127.0.0.1_9000"], mesh.Names(ResourceType.Listener));
        Assert.Equal(["-> http http.8080"], mesh.Listener("0.0.0.0_8080").Describe());
        Assert.Equal(["-> http http.9000.127.0.0.1"], mesh.Listener("127.0.0.1_9000").Describe());
        Assert.Empty(mesh.Listener("0.0.0.0_8080").ListenerFilters);
    }

    [Fact]
    public void Gateway_without_selector_is_for_every_gateway_workload()
    {
        var mesh = Mesh("""
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: all, namespace: far}
            spec: {servers: [{port: {number: 8081, name: http, protocol: HTTP}, hosts: ["*"]}]}
            """);

        Assert.Equal(["0.0.0.0_8081"], mesh.Names(ResourceType.Listener));
    }

    [Fact]
    public void Workload_without_privileges_skips_low_ports()
    {
        var mesh = Mesh(Gateway("edge", "{port: {number: 443, name: a, protocol: HTTP}, hosts: [\"*\"]}, {port: {number: 81, name: b, protocol: HTTP}, hosts: [\"*\"]}"));

        Assert.Equal(["0.0.0.0_8443"], mesh.Names(ResourceType.Listener, with: metadata => metadata with { UnprivilegedPod = true }));
    }

    [Fact]
    public void Tls_servers_of_a_port_are_chains_by_server_name()
    {
        var listener = Mesh(
            Gateway("edge", "{port: {number: 443, name: a, protocol: HTTPS}, hosts: [b.example.com, shop/a.example.com], tls: {mode: SIMPLE, credentialName: a}}, {port: {number: 443, name: p, protocol: TLS}, hosts: [p.example.com], tls: {mode: PASSTHROUGH}}"),
            Rule("p", "hosts: [p.example.com], gateways: [edge], tls: [{match: [{sniHosts: [p.example.com]}, {port: 1, sniHosts: [p.example.com]}], route: [{destination: {host: cart}}]}]"))
            .Listener("0.0.0.0_8443");

        Assert.Equal(
            ["a.example.com,b.example.com mtls -> http https.443.a.edge.shop", "p.example.com -> tcp outbound|80||cart.shop.svc.cluster.local"],
            listener.Describe());
        Assert.Equal(["tls_inspector"], listener.Inspectors());
    }

    [Fact]
    public void Server_that_repeats_a_host_is_left_out()
    {
        var mesh = Mesh(
            Gateway("old", "{port: {number: 443, name: a, protocol: HTTPS}, hosts: [a.example.com], tls: {mode: SIMPLE, credentialName: old}}"),
            Gateway("young", "{port: {number: 443, name: a, protocol: HTTPS}, hosts: [b.example.com, a.example.com], tls: {mode: SIMPLE, credentialName: young}}", created: "2026-02-01T00:00:00Z"));

        Assert.Equal(["a.example.com mtls -> http https.443.a.old.shop"], mesh.Listener("0.0.0.0_8443").Describe());
    }

    [Fact]
    public void Server_that_is_left_out_takes_no_host()
    {
        var mesh = Mesh(
            Gateway("one", "{port: {number: 443, name: a, protocol: HTTPS}, hosts: [a.example.com], tls: {mode: SIMPLE, credentialName: c}}"),
            Gateway("two", "{port: {number: 443, name: a, protocol: HTTPS}, hosts: [b.example.com, a.example.com], tls: {mode: SIMPLE, credentialName: c}}", created: "2026-02-01T00:00:00Z"),
            Gateway("six", "{port: {number: 443, name: a, protocol: HTTPS}, hosts: [b.example.com], tls: {mode: SIMPLE, credentialName: c}}", created: "2026-03-01T00:00:00Z"));

        Assert.Equal(
            ["a.example.com mtls -> http https.443.a.one.shop", "b.example.com mtls -> http https.443.a.six.shop"], mesh.Listener("0.0.0.0_8443").Describe());
    }

    [Fact]
    public void Plain_http_does_not_join_a_port_of_tls()
    {
        var mesh = Mesh(Gateway(
            "edge", "{port: {number: 443, name: a, protocol: HTTPS}, hosts: [a.example.com], tls: {mode: SIMPLE, credentialName: c}}, {port: {number: 443, name: b, protocol: HTTP}, hosts: [b.example.com]}"));

        Assert.Equal(["a.example.com mtls -> http https.443.a.edge.shop"], mesh.Listener("0.0.0.0_8443").Describe());
    }

    [Fact]
    public void Server_names_that_an_earlier_chain_has_are_not_taken_twice()
    {
        var listener = Mesh(
            Gateway("edge", "{port: {number: 443, name: a, protocol: HTTPS}, hosts: [shop/a.example.com], tls: {mode: SIMPLE, credentialName: a}}, {port: {number: 443, name: b, protocol: HTTPS}, hosts: [other/a.example.com, b.example.com], tls: {mode: SIMPLE, credentialName: b}}"))
            .Listener("0.0.0.0_8443");

        Assert.Equal(["a.example.com mtls -> http https.443.a.edge.shop", "b.example.com mtls -> http https.443.b.edge.shop"], listener.Describe());
    }

    [Fact]
    public void Plaintext_servers_of_other_protocols_do_not_share_a_port()
    {
        var mesh = Mesh(
            Gateway("edge", "{port: {number: 80, name: a, protocol: HTTP}, hosts: [\"*\"]}, {port: {number: 80, name: b, protocol: TCP}, hosts: [\"*\"]}"),
            Rule("db", "hosts: [\"*\"], gateways: [edge], tcp: [{route: [{destination: {host: cart}}]}]"));

        Assert.Equal(["-> http http.8080"], mesh.Listener("0.0.0.0_8080").Describe());
    }

    [Fact]
    public void Tcp_server_leads_where_the_first_matching_rule_says()
    {
        var mesh = Mesh(
            Gateway("edge", "{port: {number: 5432, name: pg, protocol: TCP}, hosts: [db.example.com]}, {port: {number: 6379, name: redis, protocol: TCP}, hosts: [\"*\"]}"),
            Rule("other", "hosts: [other.example.com], gateways: [edge], tcp: [{route: [{destination: {host: orders}}]}]"),
            Rule("db", "hosts: [\"*.example.com\"], gateways: [edge], tcp: [{match: [{port: 1}], route: [{destination: {host: orders}}]}, {match: [{port: 5432}], route: [{destination: {host: cart, port: {number: 80}}, weight: 9}, {destination: {host: orders}, weight: 1}]}]", created: "2026-02-01T00:00:00Z"));

        Assert.Equal(
            ["-> tcp 9% outbound|80||cart.shop.svc.cluster.local + 1% outbound|80||orders.shop.svc.cluster.local"], mesh.Listener("0.0.0.0_5432").Describe());
        Assert.Equal("db.shop", mesh.Listener("0.0.0.0_5432").FilterChains[0].Tcp().StatPrefix);
        Assert.Equal(["-> tcp outbound|80||orders.shop.svc.cluster.local"], mesh.Listener("0.0.0.0_6379").Describe());
    }

    [Fact]
    public void Tcp_server_without_a_rule_has_no_listener() =>
        Assert.Empty(Mesh(Gateway("edge", "{port: {number: 5432, name: pg, protocol: TCP}, hosts: [\"*\"]}")).Names(ResourceType.Listener));

    [Fact]
    public void Server_names_of_clusters_lead_to_them_and_to_their_subsets()
    {
        var listener = Mesh(
            DestinationRule("cart", "host: cart, subsets: [{name: v1, labels: {version: v1}}]"),
            Gateway("edge", "{port: {number: 15443, name: auto, protocol: TLS}, hosts: [\"cart.shop.svc.cluster.local\"], tls: {mode: AUTO_PASSTHROUGH}}"))
            .Listener("0.0.0.0_15443");

        Assert.Equal(
            ["outbound_.80_._.cart.shop.svc.cluster.local", "outbound_.80_.v1_.cart.shop.svc.cluster.local"],
            listener.FilterChains.Select(chain => chain.FilterChainMatch.ServerNames.Single()));
        Assert.Contains("istio", listener.FilterChains[0].FilterChainMatch.ApplicationProtocols);
        Assert.Equal("outbound_.80_.v1_.cart.shop.svc.cluster.local", listener.FilterChains[1].Tcp().Cluster);
    }

    [Fact]
    public void Mutual_tls_checks_clients_against_the_authority_beside_the_certificate()
    {
        var tls = Tls("{mode: MUTUAL, credentialName: shop-cert, subjectAltNames: [a, b], minProtocolVersion: TLSV1_2, cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256, NO-SUCH]}");

        Assert.True(tls.RequireClientCertificate);
        Assert.Equal(["h2", "http/1.1"], tls.CommonTlsContext.AlpnProtocols);
        Assert.Equal("kubernetes://shop-cert", tls.CommonTlsContext.TlsCertificateSdsSecretConfigs.Single().Name);
        Assert.Equal("kubernetes://shop-cert-cacert", tls.CommonTlsContext.CombinedValidationContext.ValidationContextSdsSecretConfig.Name);
#pragma warning disable CS0612 // The field that stock Envoys and tools read.
        Assert.Equal(["a", "b"], tls.CommonTlsContext.CombinedValidationContext.DefaultValidationContext.MatchSubjectAltNames.Select(name => name.Exact));
#pragma warning restore CS0612
        Assert.Equal(TlsParameters.Types.TlsProtocol.Tlsv12, tls.CommonTlsContext.TlsParams.TlsMinimumProtocolVersion);
        Assert.Equal(["ECDHE-RSA-AES128-GCM-SHA256"], tls.CommonTlsContext.TlsParams.CipherSuites);
    }

    [Fact]
    public void Simple_tls_asks_no_certificate_of_clients()
    {
        var tls = Tls("{mode: SIMPLE, credentialNames: [rsa, ecdsa]}");

        Assert.False(tls.RequireClientCertificate);
        Assert.Equal(["kubernetes://rsa", "kubernetes://ecdsa"], tls.CommonTlsContext.TlsCertificateSdsSecretConfigs.Select(secret => secret.Name));
        Assert.Null(tls.CommonTlsContext.CombinedValidationContext);
        Assert.Null(tls.CommonTlsContext.TlsParams);
    }

    [Fact]
    public void Mesh_certificates_serve_mesh_clients()
    {
        var tls = Tls("{mode: ISTIO_MUTUAL}");

        Assert.True(tls.RequireClientCertificate);
        Assert.Equal("default", tls.CommonTlsContext.TlsCertificateSdsSecretConfigs.Single().Name);
        Assert.Equal("ROOTCA", tls.CommonTlsContext.CombinedValidationContext.ValidationContextSdsSecretConfig.Name);
    }

    [Fact]
    public void Clients_may_stay_without_a_certificate_where_it_is_optional()
    {
        var tls = Tls("{mode: OPTIONAL_MUTUAL, serverCertificate: /c.pem, privateKey: /k.pem, caCertificates: /ca.pem}");

        Assert.False(tls.RequireClientCertificate);
        Assert.Equal("file-cert:/c.pem~/k.pem", tls.CommonTlsContext.TlsCertificateSdsSecretConfigs.Single().Name);
        Assert.Equal("file-root:/ca.pem", tls.CommonTlsContext.CombinedValidationContext.ValidationContextSdsSecretConfig.Name);
    }

    private static DownstreamTlsContext Tls(string settings) =>
        Mesh(Gateway("edge", $"{{port: {{number: 443, name: a, protocol: HTTPS}}, hosts: [\"*\"], tls: {settings}}}")).Listener("0.0.0.0_8443")
            .FilterChains.Single().TransportSocket.TypedConfig.Unpack<DownstreamTlsContext>();

    private static RouteFixture Mesh(params string[] documents) => new(Manifest.Of([Shop, GatewayPod, .. documents]));
}
