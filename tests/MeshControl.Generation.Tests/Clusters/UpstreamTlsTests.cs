using System.Text.Json.Nodes;

namespace MeshControl.Generation.Tests.Clusters;

public sealed class UpstreamTlsTests
{
    private const string Cart = "outbound|80||cart.shop.svc.cluster.local";

    [Fact]
    public void Simple_tls_checks_names_against_the_given_bundle_without_a_client_certificate()
    {
        var tls = Cluster("tls: {mode: SIMPLE, sni: api.example.com, subjectAltNames: [api.example.com], caCertificates: /etc/certs/ca.pem}").Tls();

        Assert.Equal("api.example.com", tls.Text("sni"));
        JsonAssert.Is(
            """
            {"tls_params": {"tls_minimum_protocol_version": "TLSv1_2", "tls_maximum_protocol_version": "TLSv1_3"},
             "combined_validation_context": {
               "default_validation_context": {"match_subject_alt_names": [{"exact": "api.example.com"}]},
               "validation_context_sds_secret_config": {"name": "file-root:/etc/certs/ca.pem", "sds_config": {"ads": {}, "resource_api_version": "V3"}}}}
            """,
            tls.At("common_tls_context"));
    }

    [Fact]
    public void Simple_tls_without_names_takes_both_from_the_request()
    {
        var cluster = Cluster("tls: {mode: SIMPLE}");

        JsonAssert.Is(
            """{"upstream_http_protocol_options": {"auto_sni": true, "auto_san_validation": true}, "explicit_http_config": {"http_protocol_options": {}}}""",
            cluster.HttpOptions());
        Assert.Equal("file-root:system", Root(cluster));
        Assert.Equal("false", cluster.IstioMetadata().Text("alpn_override"));
    }

    [Fact]
    public void Unverified_tls_has_no_bundle_and_checks_no_name()
    {
        var cluster = Cluster("tls: {mode: SIMPLE, insecureSkipVerify: true}");

        JsonAssert.Is("{}", cluster.Tls().At("common_tls_context", "validation_context"));
        JsonAssert.Is("""{"auto_sni": true}""", cluster.HttpOptions().At("upstream_http_protocol_options"));
    }

    [Fact]
    public void Mutual_tls_presents_the_certificate_of_its_files()
    {
        var cluster = Cluster("tls: {mode: MUTUAL, clientCertificate: /c.pem, privateKey: /k.pem, caCertificates: /ca.pem, sni: x}", port: "{name: http2, port: 80}");

        Assert.Equal("file-cert:/c.pem~/k.pem", cluster.Tls().Text("common_tls_context", "tls_certificate_sds_secret_configs", 0, "name"));
        JsonAssert.Is("""["h2"]""", cluster.Tls().At("common_tls_context", "alpn_protocols"));
    }

    [Fact]
    public void Credential_is_for_gateways_and_leaves_sidecars_without_tls()
    {
        var mesh = new ShopFixture(Yaml.Of(Yaml.Service("cart"), Yaml.Rule("cart", "tls: {mode: MUTUAL, credentialName: cart-cert, sni: x}")));

        var onGateway = ShopFixture.Json(mesh.Gateway().Clusters, Cart);

        Assert.Null(mesh.Cluster(Cart).At("transport_socket"));
        Assert.Null(mesh.Cluster(Cart).At("transport_socket_matches"));
        Assert.Equal("kubernetes://cart-cert", onGateway.Tls().Text("common_tls_context", "tls_certificate_sds_secret_configs", 0, "name"));
        Assert.Equal("kubernetes://cart-cert-cacert", Root(onGateway));
    }

    [Theory]
    [InlineData("http", """["istio-http/1.1", "istio", "http/1.1"]""")]
    [InlineData("grpc", """["istio-h2", "istio", "h2"]""")]
    [InlineData("tcp", """["istio"]""")]
    [InlineData("unknown", """["istio"]""")]
    public void Mesh_mtls_announces_what_the_upstream_will_speak(string portName, string alpn)
    {
        var mesh = new ShopFixture(Yaml.Service("cart", $"{{name: {portName}, port: 80}}"));

        JsonAssert.Is(alpn, mesh.Cluster(Cart).Tls().At("common_tls_context", "alpn_protocols"));
    }

    [Fact]
    public void Istio_mutual_rule_uses_the_workload_certificate_for_every_endpoint()
    {
        var cluster = Cluster("tls: {mode: ISTIO_MUTUAL}");

        Assert.Null(cluster.At("transport_socket_matches"));
        Assert.Equal("outbound_.80_._.cart.shop.svc.cluster.local", cluster.Tls().Text("sni"));
        Assert.Equal("ROOTCA", Root(cluster));
    }

    [Theory]
    [InlineData("tls: {mode: DISABLE}", "")]
    [InlineData("", "enableAutoMtls: false")]
    public void Disabled_tls_is_plain_text(string rule, string meshConfig)
    {
        var cluster = new ShopFixture(Yaml.Of(Yaml.Service("cart"), Yaml.Rule("cart", rule)), meshConfig).Cluster(Cart);

        Assert.Null(cluster.At("transport_socket"));
        Assert.Null(cluster.At("transport_socket_matches"));
    }

    [Fact]
    public void Namespace_that_refuses_mtls_is_sent_none()
    {
        var mesh = new ShopFixture(Yaml.Of(Yaml.Service("cart"), """
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: default, namespace: shop}
            spec: {mtls: {mode: DISABLE}}
            """));

        Assert.Null(mesh.Cluster(Cart).At("transport_socket_matches"));
    }

    [Fact]
    public void Proxy_protocol_goes_before_every_socket()
    {
        var cluster = Cluster("proxyProtocol: {version: V2}");
        var plain = Cluster("proxyProtocol: {}, tls: {mode: DISABLE}");

        Assert.Equal(
            ["envoy.transport_sockets.tls", "envoy.transport_sockets.raw_buffer"],
            cluster.At("transport_socket_matches")!.AsArray().Select(match => match.Text("transport_socket", "typed_config", "transport_socket", "name")!));
        Assert.Equal("V2", cluster.Text("transport_socket_matches", 0, "transport_socket", "typed_config", "config", "version"));
        Assert.Equal("raw_buffer", plain.Text("transport_socket", "typed_config", "transport_socket", "name"));
    }

    [Fact]
    public void Certificates_of_a_virtual_machine_stand_in_for_the_mesh_identity()
    {
        var mesh = new ShopFixture(Yaml.Service("cart"));

        var config = mesh.Sidecar(with: metadata => metadata with { TlsClientCertChain = "/vm/cert", TlsClientKey = "/vm/key", TlsClientRootCert = "/vm/root" });

        var cluster = ShopFixture.Json(config.Clusters, Cart);
        Assert.Equal("file-cert:/vm/cert~/vm/key", cluster.Tls().Text("common_tls_context", "tls_certificate_sds_secret_configs", 0, "name"));
        Assert.Equal("file-root:/vm/root", Root(cluster));
    }

    [Fact]
    public void Mesh_wide_curves_and_ciphers_apply_to_own_tls()
    {
        var mesh = new ShopFixture(
            Yaml.Of(Yaml.Service("cart"), Yaml.Rule("cart", "tls: {mode: SIMPLE, sni: x}")),
            "tlsDefaults: {ecdhCurves: [P-256], cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256]}");

        var parameters = mesh.Cluster(Cart).Tls().At("common_tls_context", "tls_params");

        JsonAssert.Is("""["P-256"]""", parameters.At("ecdh_curves"));
        JsonAssert.Is("""["ECDHE-RSA-AES128-GCM-SHA256"]""", parameters.At("cipher_suites"));
    }

    private static string? Root(JsonNode cluster) =>
        cluster.Tls().Text("common_tls_context", "combined_validation_context", "validation_context_sds_secret_config", "name");

    private static JsonObject Cluster(string policy, string port = "{name: http, port: 80}") =>
        new ShopFixture(Yaml.Of(Yaml.Service("cart", port), Yaml.Rule("cart", policy))).Cluster(Cart);
}
