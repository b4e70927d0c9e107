using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Model.Tests.Resources;

public class MeshConfigReaderTests
{
    [Fact]
    public void An_empty_file_is_the_defaults()
    {
        var mesh = Read("");

        Assert.Equal("istio-system", mesh.RootNamespace);
        Assert.Equal(TimeSpan.FromSeconds(10), mesh.ConnectTimeout);
        Assert.Equal(15001, mesh.ProxyListenPort);
        Assert.Equal(["*"], mesh.DefaultServiceExportTo);
        Assert.Equal(MeshOutboundTrafficMode.AllowAny, mesh.OutboundTrafficPolicy!.Mode);
        Assert.Equal(["prometheus", "stackdriver", "envoy"], mesh.ExtensionProviders.Select(p => p.Name));
        Assert.Equal("istio-proxy", mesh.DefaultConfig!.ServiceCluster);
        Assert.True(mesh.EnableAutoMtls);
    }

    [Fact]
    public void A_field_takes_the_place_of_its_default_and_the_others_stay()
    {
        var mesh = Read("connectTimeout: 7s\noutboundTrafficPolicy: {mode: REGISTRY_ONLY}\nmeshMTLS: {minProtocolVersion: TLSV1_3}\nenableTracing: false\n");

        Assert.Equal(TimeSpan.FromSeconds(7), mesh.ConnectTimeout);
        Assert.Equal(MeshOutboundTrafficMode.RegistryOnly, mesh.OutboundTrafficPolicy!.Mode);
        Assert.Equal(MeshTlsProtocol.Tls13, mesh.MeshMTLS!.MinProtocolVersion);
        Assert.False(mesh.EnableTracing);
        Assert.Equal("istio", mesh.IngressClass);
    }

    [Fact]
    public void The_default_proxy_configuration_is_merged_field_by_field()
    {
        var proxy = Read("defaultConfig:\n  concurrency: 4\n  gatewayTopology: {numTrustedProxies: 2}\n  proxyMetadata: {A: b}\n").DefaultConfig!;

        Assert.Equal(4, proxy.Concurrency);
        Assert.Equal(2, proxy.GatewayTopology!.NumTrustedProxies);
        Assert.Equal(15000, proxy.ProxyAdminPort);
        Assert.Equal(TimeSpan.FromSeconds(45), proxy.DrainDuration);
        Assert.Equal("b", proxy.ProxyMetadata["A"]);
    }

    [Fact]
    public void Another_member_of_a_oneof_takes_the_default_away()
    {
        var proxy = Read("defaultConfig: {tracingServiceName: CANONICAL_NAME_ONLY}\n").DefaultConfig!;

        Assert.Null(proxy.ServiceCluster);
        Assert.Equal(TracingServiceName.CanonicalNameOnly, proxy.TracingServiceName);
    }

    [Fact]
    public void Extension_providers_are_merged_by_name()
    {
        var mesh = Read("extensionProviders:\n- name: envoy\n  envoyFileAccessLog: {path: /var/log/a}\n- name: zipkin\n  zipkin: {service: zipkin.istio-system.svc.cluster.local, port: 9411}\n");

        Assert.Equal(["prometheus", "stackdriver", "envoy", "zipkin"], mesh.ExtensionProviders.Select(p => p.Name));
        Assert.Equal("/var/log/a", mesh.ExtensionProviders[2].EnvoyFileAccessLog!.Path);
    }

    [Fact]
    public void A_ConfigMap_is_unwrapped_and_findings_have_its_lines()
    {
        var result = MeshConfigReader.ReadMeshConfig("istio.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio}\ndata:\n  mesh: |\n    trustDomain: corp.example\n    rootNamspace: x\n");

        Assert.Equal("corp.example", result.Value!.TrustDomain);
        var finding = Assert.Single(result.Findings);
        Assert.Equal("istio.yaml:7: warning: rootNamspace: unknown field, it has no effect; did you mean rootNamespace?", finding.ToString());
    }

    [Fact]
    public void A_wrong_type_is_an_error_and_gives_no_configuration()
    {
        var result = MeshConfigReader.ReadMeshConfig("mesh.yaml", "trustDomain: a\nconnectTimeout: 7\n");

        Assert.Null(result.Value);
        Assert.Equal("mesh.yaml:2: error: connectTimeout: expected a duration, found the number 7; write a number with its unit, such as 5s, 300ms or 1h30m", Assert.Single(result.Findings).ToString());
    }

    [Fact]
    public void An_annotation_lays_a_proxy_configuration_over_another_one()
    {
        var mesh = Read("defaultConfig: {concurrency: 4, proxyMetadata: {A: a, B: b}}\n").DefaultConfig!;

        var proxy = MeshConfigReader.ReadProxyConfig("pod", "concurrency: 0\nproxyMetadata: {B: c}\n", mesh).Value!;

        Assert.Equal(0, proxy.Concurrency);
        Assert.Equal(("a", "c"), (proxy.ProxyMetadata["A"], proxy.ProxyMetadata["B"]));
        Assert.Equal(15020, proxy.StatusPort);
    }

    [Fact]
    public void Networks_are_read()
    {
        var networks = MeshConfigReader.ReadMeshNetworks("networks.yaml", """
            networks:
              net-1:
                endpoints: [{fromRegistry: cluster-1}, {fromCidr: 192.0.2.0/24}]
                gateways: [{address: 192.0.2.1, port: 15443}]
            """).Value!;

        Assert.Equal("cluster-1", networks.Networks["net-1"].Endpoints[0].FromRegistry);
        Assert.Equal(15443, networks.Networks["net-1"].Gateways[0].Port);
    }

    private static MeshConfig Read(string text)
    {
        var result = MeshConfigReader.ReadMeshConfig("mesh.yaml", text);
        Assert.Empty(result.Findings);
        return result.Value!;
    }
}
