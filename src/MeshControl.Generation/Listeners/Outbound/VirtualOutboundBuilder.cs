using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Clusters;
using MeshControl.Generation.Filters;
using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>The listener that all redirected outbound traffic reaches first (15001, traffic specification 3.2).</summary>
internal static class VirtualOutboundBuilder
{
    private const string AllowAnyDynamicDns = "allow_any_dynamic_dns";

    public static Listener Build(CatchAll catchAll, FilterContext context)
    {
        var port = context.Settings.Mesh.ProxyListenPort;
        var listener = new Listener
        {
            Name = ListenerAddresses.VirtualOutbound,
            Address = ListenerAddresses.Of(context.Facets.Wildcard, port),
            UseOriginalDst = true,
            TrafficDirection = TrafficDirection.Outbound,
            MaxConnectionsToAcceptPerSocketEvent = 1,
            PerConnectionBufferLimitBytes = HttpConnectionSettings.BufferLimit(context),
            AccessLog = { context.Observability.ListenerLogs },
        };
        if (context.Facets.Interception == InterceptionMode.TProxy)
        {
            listener.Transparent = true;
        }

        // A connection to the listener itself would come back for ever.
        listener.FilterChains.Add(new FilterChain
        {
            Name = "virtualOutbound-blackhole",
            FilterChainMatch = new FilterChainMatch { DestinationPort = (uint)port },
            Filters = { TcpProxyBuilder.BlackHole() },
        });
        if (catchAll.ResolvesHosts)
        {
            listener.ListenerFilters.Add(ListenerFilters.HttpInspector());
            listener.FilterChains.Add(HttpCatchAll(catchAll, context));
        }

        listener.FilterChains.Add(new FilterChain
        {
            Name = "virtualOutbound-catchall-tcp", Filters = { TcpProxyBuilder.ToCluster(catchAll.Cluster, context) },
        });
        return listener;
    }

    private static FilterChain HttpCatchAll(CatchAll catchAll, FilterContext context)
    {
        var manager = HttpConnectionManagerBuilder.Build(
            new HttpConnectionManagerOptions
            {
                StatPrefix = "outbound_virtualOutbound_allow_any_dynamic_dns;",
                Routes = ResolveByHost(),
                Slots = DynamicHosts.Slots(catchAll, context.Facets.IpMode),
            },
            context);
        return new FilterChain
        {
            Name = "virtualOutbound-catchall-tcp-http",
            FilterChainMatch = new FilterChainMatch { ApplicationProtocols = { HttpAlpn.Plain } },
            Filters = { NetworkFilters.Http(manager) },
        };
    }

    private static RouteConfiguration ResolveByHost() => new()
    {
        Name = AllowAnyDynamicDns,
        ValidateClusters = false,
        VirtualHosts =
        {
            new VirtualHost
            {
                Name = AllowAnyDynamicDns,
                Domains = { "*" },
                Routes =
                {
                    new Route
                    {
                        Name = AllowAnyDynamicDns,
                        Match = new RouteMatch { Prefix = "/" },
                        Route_ = new RouteAction { Cluster = ClusterNames.AllowAnyDynamicDns, Timeout = new Duration(), MaxStreamDuration = InlineRoutes.Unlimited() },
                    },
                },
            },
        },
    };
}
