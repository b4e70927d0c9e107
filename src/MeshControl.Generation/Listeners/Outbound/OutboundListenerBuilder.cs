using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Filters;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>Builds the listener of one address and port out of a sidecar (traffic specification 3.3, 3.4).</summary>
internal static class OutboundListenerBuilder
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    /// <summary>The listener, complete.</summary>
    /// <param name="spec">What was planned.</param>
    /// <param name="catchAll">Where unclaimed connections go.</param>
    /// <param name="context">What all filters of the proxy share.</param>
    /// <param name="tcpChains">The TCP chains of a share.</param>
    /// <param name="announcesHttp">Whether the HTTP chain of a share tells the peer what it carries.</param>
    public static Listener Build(
        OutboundListenerSpec spec, CatchAll catchAll, FilterContext context, Func<OutboundShare, IEnumerable<TcpChain>> tcpChains,
        Func<OutboundShare, bool> announcesHttp)
    {
        var chains = new OutboundChains();
        foreach (var share in spec.Shares)
        {
            foreach (var chain in share.HasTcp ? tcpChains(share) : [])
            {
                chains.AddTcp(chain, OfTcp(chain, share, context));
            }

            if (share.HasHttp)
            {
                chains.AddHttp(OfHttp(share, spec, catchAll, context, announcesHttp(share)));
            }
        }

        var listener = Frame(spec, context);
        chains.Finish(listener, catchAll.FallThrough(context));
        if (chains.NeedsTlsInspector)
        {
            listener.ListenerFilters.Add(ListenerFilters.TlsInspector());
        }

        if (chains.NeedsHttpInspector)
        {
            listener.ListenerFilters.Add(ListenerFilters.HttpInspector());
            listener.ListenerFiltersTimeout = Duration.FromTimeSpan(context.Settings.Mesh.ProtocolDetectionTimeout ?? TimeSpan.Zero);
        }

        return listener;
    }

    private static Listener Frame(OutboundListenerSpec spec, FilterContext context)
    {
        var listener = new Listener
        {
            Name = spec.Name,
            Address = ListenerAddresses.Of(spec.Bind, spec.Port),
            TrafficDirection = TrafficDirection.Outbound,
            ContinueOnListenerFiltersTimeout = true,
            ListenerFiltersTimeout = new Duration(),
            PerConnectionBufferLimitBytes = HttpConnectionSettings.BufferLimit(context),
        };
        if (spec.BindsToPort)
        {
            listener.MaxConnectionsToAcceptPerSocketEvent = 1;
        }
        else
        {
            listener.BindToPort = false;
        }

        if (context.Facets.Metadata.OutboundExactBalance)
        {
            listener.ConnectionBalanceConfig = new() { ExactBalance = new() };
        }

        return listener;
    }

    private static FilterChain OfTcp(TcpChain plan, OutboundShare share, FilterContext context)
    {
        var chain = new FilterChain { TransportSocketConnectTimeout = Duration.FromTimeSpan(ConnectTimeout) };
        if (plan.ResolverCache.Length > 0)
        {
            chain.Filters.Add(DynamicHosts.SniFilter(plan.ResolverCache, share.ListenPort, context.Facets.IpMode));
        }

        chain.Filters.Add(context.Extensions.AddTo(NetworkFilterSlots.None, context.Side, share.ListenPort).InOrder);
        chain.Filters.Add(TcpProxyBuilder.Build(plan.Proxy, context));
        if (plan.ConfigPath.Length > 0)
        {
            chain.Metadata = ConfigMetadata.Of(plan.ConfigPath);
        }

        return chain;
    }

    private static FilterChain OfHttp(OutboundShare share, OutboundListenerSpec spec, CatchAll catchAll, FilterContext context, bool announcesHttp)
    {
        var manager = HttpConnectionManagerBuilder.Build(
            new HttpConnectionManagerOptions
            {
                StatPrefix = $"outbound_{spec.Name};",
                RouteTable = share.RouteTable,
                Protocol = share.Protocol,
                AnnouncesHttpToPeer = announcesHttp,
                Port = share.ListenPort,
                Slots = DynamicHosts.Slots(share, catchAll, context.Facets.IpMode),
            },
            context);
        var chain = new FilterChain
        {
            TransportSocketConnectTimeout = Duration.FromTimeSpan(ConnectTimeout),
            Filters = { context.Extensions.AddTo(NetworkFilterSlots.None, context.Side, share.ListenPort).InOrder, NetworkFilters.Http(manager) },
        };
        if (share.MatchesHttpOnly)
        {
            chain.FilterChainMatch = new FilterChainMatch { TransportProtocol = "raw_buffer", ApplicationProtocols = { HttpAlpn.Plain } };
        }

        return chain;
    }
}
