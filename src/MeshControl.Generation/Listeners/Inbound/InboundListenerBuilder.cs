using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Filters;
using MeshControl.Generation.Filters.Tls;
using MeshControl.Model.Proxies;
using MeshControl.Model.Security;

namespace MeshControl.Generation.Listeners.Inbound;

/// <summary>Builds the inbound listeners of a workload: virtualInbound (15006) and those of ports that are bound for real.</summary>
internal static class InboundListenerBuilder
{
    public static IEnumerable<Listener> Build(
        IReadOnlyList<InboundPort> ports, PeerAuthenticationView authentication, FilterContext context, FilterSlots slots)
    {
        var chains = new InboundChainBuilder(context, slots, MeshServerTls.Socket(context.Settings.Mesh, context.Facets.Metadata));
        if (context.Facets.Interception != InterceptionMode.None)
        {
            yield return VirtualInbound(ports, authentication, context, chains);
        }

        foreach (var port in ports.Where(port => port.HasOwnListener))
        {
            var own = chains.OfPort(port, authentication.ModeOf(port.TargetPort)).ToList();
            var listener = Frame(port.ChainName, port.Bind, port.TargetPort, context);
            listener.FilterChains.Add(own);
            listener.ListenerFilters.Add(InboundInspectors.For(own));
            yield return listener;
        }
    }

    private static Listener VirtualInbound(
        IReadOnlyList<InboundPort> ports, PeerAuthenticationView authentication, FilterContext context, InboundChainBuilder chains)
    {
        var port = context.Settings.Mesh.ProxyInboundListenPort;
        var listener = Frame(ListenerAddresses.VirtualInbound, context.Facets.Wildcard, port, context);

        // A connection to the listener itself would come back for ever.
        listener.FilterChains.Add(new FilterChain
        {
            Name = "virtualInbound-blackhole",
            FilterChainMatch = new FilterChainMatch { DestinationPort = (uint)port },
            Filters = { TcpProxyBuilder.BlackHole() },
        });
        listener.FilterChains.Add(chains.Passthrough(0, authentication.Mode));
        foreach (var (undeclared, mode) in authentication.Ports.Where(entry => ports.All(known => known.TargetPort != entry.Key)))
        {
            listener.FilterChains.Add(chains.Passthrough(undeclared, mode));
        }

        foreach (var captured in ports.Where(captured => !captured.HasOwnListener))
        {
            listener.FilterChains.Add(chains.OfPort(captured, authentication.ModeOf(captured.TargetPort)));
        }

        listener.ListenerFilters.Add(ListenerFilters.OriginalDestination());
        if (context.Facets.Interception == InterceptionMode.TProxy)
        {
            listener.Transparent = true;
            listener.ListenerFilters.Add(ListenerFilters.OriginalSource());
        }

        listener.ListenerFilters.Add(InboundInspectors.For(listener.FilterChains));
        return listener;
    }

    private static Listener Frame(string name, string bind, int port, FilterContext context)
    {
        var listener = new Listener
        {
            Name = name,
            Address = ListenerAddresses.Of(bind, port),
            TrafficDirection = TrafficDirection.Inbound,
            ContinueOnListenerFiltersTimeout = true,
            ListenerFiltersTimeout = Duration.FromTimeSpan(context.Settings.Mesh.ProtocolDetectionTimeout ?? TimeSpan.Zero),
            MaxConnectionsToAcceptPerSocketEvent = 1,
            PerConnectionBufferLimitBytes = HttpConnectionSettings.BufferLimit(context),
            AccessLog = { context.Observability.ListenerLogs },
        };
        if (context.Facets.Metadata.InboundExactBalance)
        {
            listener.ConnectionBalanceConfig = new() { ExactBalance = new() };
        }

        return listener;
    }
}
