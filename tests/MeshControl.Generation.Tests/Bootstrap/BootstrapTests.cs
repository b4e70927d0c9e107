using System.Diagnostics;
using Google.Protobuf;
using MeshControl.Generation.Bootstrap;
using MeshControl.Generation.Rendering;
using MeshControl.Generation.Tests.Clusters;
using MeshControl.Incremental;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Testing;

namespace MeshControl.Generation.Tests.Bootstrap;

public sealed class BootstrapTests
{
    private static readonly ProxyIdentity Proxy = new()
    {
        Type = ProxyType.Sidecar,
        Id = "cart-1.shop",
        Addresses = ["10.1.0.1", "fd00::1"],
        DnsDomain = "shop.svc.cluster.local",
        NodeLocality = "us/us-1",
        Metadata = new ProxyMetadata
        {
            Namespace = "shop",
            Labels = EquatableMap.Create<string, string>([new("app", "cart"), new("version", "v1")]),
            Annotations = EquatableMap.Create<string, string>([new("a", "b")]),
            InstanceIps = ["10.1.0.1", "fd00::1"],
            ClusterId = "Kubernetes",
            MeshId = "cluster.local",
            NodeName = "node-1",
            WorkloadName = "cart",
            ServiceAccount = "cart",
            IstioVersion = "1.30.0",
            InterceptionMode = InterceptionMode.TProxy,
            HttpProxyPort = 15080,
            IdleTimeout = TimeSpan.FromSeconds(90),
            Http10 = true,
            UnprivilegedPod = true,
            DnsCapture = true,
            StatusPort = 15021,
            RequestedNetworkView = ["net1", "net2"],
            TlsClientCertChain = "/certs/chain.pem",
            PodPorts = """[{"name":"http","containerPort":8080}]""",
            ProxyConfigJson = """{ "proxyHeaders": { "preserveHttp1HeaderCase": true } }""",
        },
    };

    [Fact]
    public void Node_tells_the_control_plane_all_it_reads()
    {
        var node = NodeWriter.Write(Proxy, "cart.shop");

        Assert.Equal("sidecar~10.1.0.1~cart-1.shop~shop.svc.cluster.local", node.Id);
        Assert.Equal(Proxy, MeshControl.Xds.Sessions.NodeReader.Read(node));
    }

    [Fact]
    public void Node_metadata_is_written_in_key_order()
    {
        var keys = NodeWriter.Write(Proxy, "cart.shop").Metadata.Fields.Keys.ToList();

        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public void Configuration_comes_over_one_delta_stream_that_has_no_time_limit()
    {
        var bootstrap = Render();

        JsonAssert.Is(
            """
            {"ads_config": {"api_type": "DELTA_GRPC", "transport_api_version": "V3", "set_node_on_first_message_only": true,
              "grpc_services": [{"envoy_grpc": {"cluster_name": "xds-grpc"}}]},
             "cds_config": {"ads": {}, "initial_fetch_timeout": "0s", "resource_api_version": "V3"},
             "lds_config": {"ads": {}, "initial_fetch_timeout": "0s", "resource_api_version": "V3"}}
            """,
            bootstrap.At("dynamic_resources"));
        JsonAssert.Is("""{"socket_address": {"address": "127.0.0.1", "port_value": 15000}}""", bootstrap.At("admin", "address"));
    }

    [Fact]
    public void Control_plane_by_name_is_resolved_and_pinged()
    {
        var cluster = Render(host: "meshd.mesh.svc").At("static_resources", "clusters", 0)!;

        Assert.Equal(("xds-grpc", "STRICT_DNS"), (cluster.Text("name"), cluster.Text("type")));
        JsonAssert.Is(
            """{"explicit_http_config": {"http2_protocol_options": {"connection_keepalive": {"interval": "30s", "timeout": "10s"}}}}""", cluster.HttpOptions());
    }

    [Fact]
    public void Stats_matcher_keeps_the_asked_for_and_the_indispensable()
    {
        var stats = Render(config: new ProxyConfig { ProxyStatsMatcher = new() { InclusionSuffixes = ["upstream_rq_timeout"] } }).At("stats_config");

        Assert.Equal("upstream_rq_timeout", stats.At("stats_matcher", "inclusion_list", "patterns")!.AsArray()[^1].Text("suffix"));
        Assert.Equal("cluster_manager", stats.Text("stats_matcher", "inclusion_list", "patterns", 0, "prefix"));
        Assert.Null(Render().At("stats_config", "stats_matcher"));
    }

    [Fact]
    public void Ports_that_nobody_wants_have_no_listener()
    {
        var bootstrap = BootstrapRenderer.Render(new() { Proxy = Proxy, DiscoveryHost = "127.0.0.1", DiscoveryPort = 15010, ReadinessPort = 0, MetricsPort = 0 });

        Assert.Empty(bootstrap.StaticResources.Listeners);
    }

    [EnvoyTheory]
    [InlineData("127.0.0.1", false)]
    [InlineData("meshd.mesh.svc", true)]
    public async Task Envoy_accepts_it(string host, bool stateOfTheWorld)
    {
        var file = Path.Combine(Path.GetTempPath(), $"bootstrap-{Guid.NewGuid():n}.json");
        var bootstrap = BootstrapRenderer.Render(new() { Proxy = Proxy, DiscoveryHost = host, DiscoveryPort = 15010, UsesStateOfTheWorld = stateOfTheWorld });
        await File.WriteAllTextAsync(file, ResourceJson.Of((IMessage)bootstrap).ToJsonString());
        try
        {
            using var envoy = Process.Start(new ProcessStartInfo(EnvoyBinary.Path!, ["--mode", "validate", "-c", file]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var output = await envoy.StandardError.ReadToEndAsync();
            await envoy.WaitForExitAsync();

            Assert.True(envoy.ExitCode == 0, output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static System.Text.Json.Nodes.JsonObject Render(string host = "127.0.0.1", ProxyConfig? config = null) => ResourceJson.Of(
        (IMessage)BootstrapRenderer.Render(new() { Proxy = Proxy, DiscoveryHost = host, DiscoveryPort = 15010, Config = config ?? new() }));
}
