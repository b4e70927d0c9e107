using Envoy.Config.Bootstrap.V3;
using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Proxies;
using BootstrapMessage = Envoy.Config.Bootstrap.V3.Bootstrap;

namespace MeshControl.Generation.Bootstrap;

/// <summary>
/// The bootstrap of a stock Envoy: who it is, where it asks for everything else over ADS, and the two ports that are there before any answer
/// (readiness and metrics).
/// </summary>
public static class BootstrapRenderer
{
    public static BootstrapMessage Render(BootstrapRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var bootstrap = new BootstrapMessage
        {
            Node = NodeWriter.Write(Proxy(request), ServiceCluster(request)),
            Admin = new Admin { Address = StaticListeners.Loopback(request.AdminPort) },
            StatsConfig = StatsTags.Of(request.Config),
            DynamicResources = new()
            {
                AdsConfig = new ApiConfigSource
                {
                    ApiType = request.UsesStateOfTheWorld ? ApiConfigSource.Types.ApiType.Grpc : ApiConfigSource.Types.ApiType.DeltaGrpc,
                    TransportApiVersion = ApiVersion.V3,
                    // The node is large and does not change on a stream.
                    SetNodeOnFirstMessageOnly = true,
                    GrpcServices = { DiscoveryService(request) },
                },
                CdsConfig = OverAds(),
                LdsConfig = OverAds(),
            },
            StaticResources = new() { Clusters = { StaticListeners.AdminCluster(request.AdminPort) } },
            LayeredRuntime = Runtime(request),
        };
        if (request.Credentials is null)
        {
            bootstrap.StaticResources.Clusters.Insert(0, DiscoveryCluster.Build(request.DiscoveryHost, request.DiscoveryPort));
        }

        if (request.ReadinessPort > 0)
        {
            bootstrap.StaticResources.Listeners.Add(StaticListeners.Readiness(request.ReadinessPort));
        }

        if (request.MetricsPort > 0)
        {
            bootstrap.StaticResources.Listeners.Add(StaticListeners.Metrics(request.MetricsPort));
        }

        if (request.AppProbes.Count > 0)
        {
            bootstrap.StaticResources.Listeners.Add(AppProbeListener.Build(request.StatusPort, request.AppProbes));
            bootstrap.StaticResources.Clusters.Add(AppProbeListener.Clusters(request.Proxy.Addresses[0], request.AppProbes));
        }

        if (request.StatsFlushInterval is { } interval)
        {
            bootstrap.StatsFlushInterval = Duration.FromTimeSpan(interval);
        }

        return bootstrap;
    }

    // What is generated later refers to the same channel, for example to ask about rate limits.
    private static ProxyIdentity Proxy(BootstrapRequest request) => request.Credentials is not { } credentials ? request.Proxy : request.Proxy with
    {
        Metadata = request.Proxy.Metadata with
        {
            DiscoveryAddress = AuthenticatedDiscovery.Target(request.DiscoveryHost, request.DiscoveryPort),
            DiscoveryRootCertificates = credentials.RootCertificates,
            DiscoveryToken = credentials.Token,
        },
    };

    private static GrpcService DiscoveryService(BootstrapRequest request) => request.Credentials is { } credentials
        ? AuthenticatedDiscovery.Build(AuthenticatedDiscovery.Target(request.DiscoveryHost, request.DiscoveryPort), credentials)
        : new GrpcService { EnvoyGrpc = new() { ClusterName = DiscoveryCluster.Name } };

    private static string ServiceCluster(BootstrapRequest request)
    {
        var metadata = request.Proxy.Metadata;
        return metadata.Labels.TryGetValue("app", out var app) && app.Length > 0 ? $"{app}.{request.Proxy.Namespace}"
            : metadata.WorkloadName.Length > 0 ? $"{metadata.WorkloadName}.{request.Proxy.Namespace}"
            : request.Config.ServiceCluster ?? "istio-proxy";
    }

    // No fetch timeout: an Envoy without its first configuration is not ready, however long that takes.
    private static ConfigSource OverAds() => new() { Ads = new(), InitialFetchTimeout = new Duration(), ResourceApiVersion = ApiVersion.V3 };

    private static LayeredRuntime Runtime(BootstrapRequest request)
    {
        var values = new Struct();
        foreach (var (key, value) in request.Config.RuntimeValues.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            values.Fields.Add(key, Value.ForString(value));
        }

        return new LayeredRuntime
        {
            Layers =
            {
                new RuntimeLayer { Name = "mesh", StaticLayer = values },
                new RuntimeLayer { Name = "admin", AdminLayer = new() },
            },
        };
    }
}
