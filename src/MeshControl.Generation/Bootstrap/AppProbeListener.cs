using System.Globalization;
using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Http.Router.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Envoy.Extensions.Upstreams.Http.V3;
using Envoy.Type.V3;
using Google.Protobuf.WellKnownTypes;
using Cluster = Envoy.Config.Cluster.V3.Cluster;
using HealthCheckFilter = Envoy.Extensions.Filters.Http.HealthCheck.V3.HealthCheck;
using HttpProtocolOptions = Envoy.Extensions.Upstreams.Http.V3.HttpProtocolOptions;

namespace MeshControl.Generation.Bootstrap;

/// <summary>
/// The status port: requests are passed on to the app; TCP and gRPC probes are answered by Envoy's own active checks of the app. Connections to the app
/// come from 127.0.0.6, which capture leaves alone.
/// </summary>
internal static class AppProbeListener
{
    private const string HttpOptions = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";
    private const string InboundSource = "127.0.0.6";
    private const double AllHosts = 100;

    public static Listener Build(int port, IReadOnlyList<AppProbe> probes)
    {
        var manager = new HttpConnectionManager { StatPrefix = "status", RouteConfig = Routes(probes) };
        manager.HttpFilters.Add(probes.Where(probe => probe.Kind != AppProbeKind.Http).Select(CheckFilter));
        manager.HttpFilters.Add(new HttpFilter { Name = "envoy.filters.http.router", TypedConfig = Any.Pack(new Router()) });
        return StaticListeners.Build("status", port, manager);
    }

    /// <summary>A cluster for each port that is asked over HTTP, and one for each check.</summary>
    public static IEnumerable<Cluster> Clusters(string appAddress, IEnumerable<AppProbe> probes) =>
        probes.DistinctBy(ClusterName).Select(probe => Build(appAddress, probe));

    private static string ClusterName(AppProbe probe) => probe.Kind == AppProbeKind.Http
        ? string.Create(CultureInfo.InvariantCulture, $"app_{(probe.IsHttps ? "https" : "http")}_{probe.Port}")
        : $"app_check{probe.Path}";

    private static Cluster Build(string appAddress, AppProbe probe)
    {
        var name = ClusterName(probe);
        var cluster = new Cluster
        {
            Name = name,
            Type = Cluster.Types.DiscoveryType.Static,
            ConnectTimeout = Duration.FromTimeSpan(probe.Timeout),
            LoadAssignment = StaticListeners.Assignment(name, appAddress, probe.Port),
            UpstreamBindConfig = new() { SourceAddress = new() { Address = InboundSource, PortValue = 0 } },
        };
        if (probe.IsHttps)
        {
            cluster.TransportSocket = new() { Name = "envoy.transport_sockets.tls", TypedConfig = Any.Pack(new UpstreamTlsContext()) };
        }

        if (probe.Kind == AppProbeKind.Http)
        {
            // A kubelet opens a connection for each probe; an app that dropped the last one must not fail the next.
            var once = new HttpProtocolOptions
            {
                ExplicitHttpConfig = new() { HttpProtocolOptions = new() },
                CommonHttpProtocolOptions = new() { MaxRequestsPerConnection = 1 },
            };
            cluster.TypedExtensionProtocolOptions.Add(HttpOptions, Any.Pack(once));
            return cluster;
        }

        if (probe.Kind == AppProbeKind.Grpc)
        {
            cluster.TypedExtensionProtocolOptions.Add(HttpOptions, Any.Pack(new HttpProtocolOptions { ExplicitHttpConfig = new() { Http2ProtocolOptions = new() } }));
        }

        cluster.HealthChecks.Add(Check(probe));
        return cluster;
    }

    private static HealthCheck Check(AppProbe probe)
    {
        // Twice a period, so that an answer is never older than a period.
        var interval = Duration.FromTimeSpan(TimeSpan.FromSeconds(Math.Max(0.5, probe.Period.TotalSeconds / 2)));
        var check = new HealthCheck
        {
            Timeout = Duration.FromTimeSpan(probe.Timeout),
            Interval = interval,
            NoTrafficInterval = interval,
            UnhealthyThreshold = 1,
            HealthyThreshold = 1,
        };
        if (probe.Kind == AppProbeKind.Grpc)
        {
            check.GrpcHealthCheck = new() { ServiceName = probe.GrpcService };
        }
        else
        {
            check.TcpHealthCheck = new();
        }

        return check;
    }

    private static HttpFilter CheckFilter(AppProbe probe) => new()
    {
        Name = "envoy.filters.http.health_check",
        TypedConfig = Any.Pack(new HealthCheckFilter
        {
            PassThroughMode = false,
            Headers = { new HeaderMatcher { Name = ":path", StringMatch = new() { Exact = probe.Path } } },
            ClusterMinHealthyPercentages = { [ClusterName(probe)] = new Percent { Value = AllHosts } },
        }),
    };

    private static RouteConfiguration Routes(IEnumerable<AppProbe> probes)
    {
        var host = new VirtualHost { Name = "app", Domains = { "*" } };
        foreach (var probe in probes.Where(probe => probe.Kind == AppProbeKind.Http))
        {
            var action = new RouteAction { Cluster = ClusterName(probe), PrefixRewrite = probe.RequestPath, Timeout = Duration.FromTimeSpan(probe.Timeout) };
            if (probe.Host.Length > 0)
            {
                action.HostRewriteLiteral = probe.Host;
            }

            var route = new Route { Match = new() { Path = probe.Path }, Route_ = action };
            route.RequestHeadersToAdd.Add(probe.Headers.Select(header => new HeaderValueOption
            {
                Header = new() { Key = header.Key, Value = header.Value.Replace("%", "%%", StringComparison.Ordinal) },
                AppendAction = HeaderValueOption.Types.HeaderAppendAction.OverwriteIfExistsOrAdd,
            }));
            // A redirect counts as an answer; where it leads is not on this port.
            route.ResponseHeadersToRemove.Add("location");
            host.Routes.Add(route);
        }

        return new RouteConfiguration { VirtualHosts = { host } };
    }
}
