using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Filters;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>The explicit HTTP proxy on localhost: applications name it in http_proxy (traffic specification 3.10).</summary>
internal static class HttpProxyListener
{
    public const string RouteTable = "http_proxy";

    public static Listener Build(int port, CatchAll catchAll, FilterContext context)
    {
        var bind = context.Facets.Localhost;
        var name = ListenerAddresses.Name(bind, port);
        var manager = HttpConnectionManagerBuilder.Build(
            new HttpConnectionManagerOptions
            {
                StatPrefix = $"outbound_{name};",
                RouteTable = RouteTable,
                Port = port,
                IsForwardProxy = true,
                Slots = DynamicHosts.Slots(catchAll, context.Facets.IpMode),
            },
            context);
        return new Listener
        {
            Name = name,
            Address = ListenerAddresses.Of(bind, port),
            TrafficDirection = TrafficDirection.Outbound,
            ContinueOnListenerFiltersTimeout = true,
            ListenerFiltersTimeout = new Duration(),
            MaxConnectionsToAcceptPerSocketEvent = 1,
            FilterChains =
            {
                new FilterChain { TransportSocketConnectTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(15)), Filters = { NetworkFilters.Http(manager) } },
            },
        };
    }
}
