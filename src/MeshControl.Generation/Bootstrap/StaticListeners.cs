using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Http.Router.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;
using Cluster = Envoy.Config.Cluster.V3.Cluster;

namespace MeshControl.Generation.Bootstrap;

/// <summary>Ports that answer from the admin interface without opening it: readiness and metrics.</summary>
internal static class StaticListeners
{
    private const string AdminClusterName = "prometheus_stats";
    private const string AnyAddress = "0.0.0.0";
    private const string LoopbackAddress = "127.0.0.1";

    /// <summary>`/healthz/ready` is 200 when Envoy has its first configuration.</summary>
    public static Listener Readiness(int port) => Build("readiness", port, "/healthz/ready", "/ready");

    public static Listener Metrics(int port) => Build("metrics", port, "/stats/prometheus", "/stats/prometheus");

    public static Cluster AdminCluster(int adminPort) => new()
    {
        Name = AdminClusterName,
        Type = Cluster.Types.DiscoveryType.Static,
        ConnectTimeout = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(250)),
        LoadAssignment = Assignment(AdminClusterName, LoopbackAddress, adminPort),
    };

    public static ClusterLoadAssignment Assignment(string cluster, string host, int port) => new()
    {
        ClusterName = cluster,
        Endpoints = { new LocalityLbEndpoints { LbEndpoints = { new LbEndpoint { Endpoint = new() { Address = Socket(host, port) } } } } },
    };

    public static Address Loopback(int port) => Socket(LoopbackAddress, port);

    private static Address Socket(string address, int port) => new() { SocketAddress = new() { Address = address, PortValue = (uint)port } };

    /// <summary>A port of every address that answers over HTTP.</summary>
    public static Listener Build(string name, int port, HttpConnectionManager manager) => new()
    {
        Name = name,
        Address = Socket(AnyAddress, port),
        // Probes must get through however busy the proxy is.
        IgnoreGlobalConnLimit = true,
        BypassOverloadManager = true,
        FilterChains =
        {
            new FilterChain
            {
                Filters =
                {
                    new Filter
                    {
                        Name = "envoy.filters.network.http_connection_manager",
                        TypedConfig = Any.Pack(manager),
                    },
                },
            },
        },
    };

    private static Listener Build(string name, int port, string path, string adminPath) => Build(name, port, new HttpConnectionManager
    {
        StatPrefix = name,
        RouteConfig = Routes(path, adminPath),
        HttpFilters = { new HttpFilter { Name = "envoy.filters.http.router", TypedConfig = Any.Pack(new Router()) } },
    });

    private static RouteConfiguration Routes(string path, string adminPath) => new()
    {
        VirtualHosts =
        {
            new VirtualHost
            {
                Name = "admin",
                Domains = { "*" },
                Routes =
                {
                    new Route
                    {
                        Match = new() { Path = path },
                        Route_ = new() { Cluster = AdminClusterName, PrefixRewrite = adminPath },
                    },
                },
            },
        },
    };
}
