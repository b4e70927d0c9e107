using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using MeshControl.Generation.Filters;
using MeshControl.Generation.Listeners;
using MeshControl.Generation.Output;
using MeshControl.Generation.Patches;
using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Facts;
using MeshControl.Model.Gateways;
using MeshControl.Model.Proxies;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Gateways;

/// <summary>The listeners of gateways, each a value of its own (traffic specification 3.12).</summary>
public sealed class GatewayListeners
{
    private readonly MeshFacts _facts;
    private readonly FilterContexts _contexts;
    private readonly Func<WorkloadKey, IReader, FilterSlots> _slots;
    private readonly Derived<(string Namespace, string Gateway), EquatableArray<MeshVirtualService>> _tcpRules;
    private readonly Derived<GatewayListenerKey, EncodedResource?> _listener;

    /// <summary>Declares the values.</summary>
    /// <param name="facts">The mesh.</param>
    /// <param name="contexts">What all filters of a gateway share.</param>
    /// <param name="slots">Filters of policies and extensions; none where it is left out.</param>
    public GatewayListeners(MeshFacts facts, FilterContexts contexts, Func<WorkloadKey, IReader, FilterSlots>? slots = null)
    {
        _facts = facts;
        _contexts = contexts;
        _slots = slots ?? (static (_, _) => FilterSlots.None);
        _tcpRules = new(facts.Graph, "listeners/gateway-tcp-rules", FindTcpRules);
        _listener = new(facts.Graph, "listener/gateway", (key, read) =>
            Build(key, read) is { } built && PatchesOf(key.Workload, read).Apply(built) is { } listener ? ResourceEncoder.Encode(ResourceType.Listener, listener.Name, listener) : null);
        Set = new(facts.Graph, "listeners/gateway", Collect);
    }

    /// <summary>Every listener of a gateway workload.</summary>
    public Derived<WorkloadKey, ResourceSet> Set { get; }

    private ResourceSet Collect(WorkloadKey workload, IReader read)
    {
        var listeners = PatchesOf(workload, read).Added().Select(static added => ResourceEncoder.Encode(ResourceType.Listener, added.Name, added)).ToList();
        foreach (var (bind, port) in read.Get(_facts.Gateways.View, workload).Groups.Select(static group => (group.Bind, group.Port)).Distinct())
        {
            // One listener that cannot be built must not take the others with it.
            if (read.TryGet(_listener, new GatewayListenerKey(workload, bind, port), out var listener) && listener is not null)
            {
                listeners.Add(listener);
            }
        }

        return ResourceSet.Create(listeners);
    }

    private ListenerPatches PatchesOf(WorkloadKey key, IReader read) =>
        ListenerPatches.Of(_facts, EnvoyPatchKey.Of(key), Model.Resources.Istio.EnvoyFilterPatchContext.Gateway, read);

    // Rules for HTTP come and go without a listener noticing.
    private EquatableArray<MeshVirtualService> FindTcpRules((string Namespace, string Gateway) key, IReader read) =>
    [
        .. read.Get(_facts.Traffic.VirtualServices, new VirtualServiceScope(key.Namespace, key.Gateway))
            .Where(static rule => rule.Spec.Tls.Count > 0 || rule.Spec.Tcp.Count > 0),
    ];

    // A listener without a chain would refuse every connection: it is left out.
    private Listener? Build(GatewayListenerKey key, IReader read)
    {
        var context = _contexts.OfWorkload(key.Workload, read);
        var bind = key.Bind.Length > 0 ? key.Bind : context.Facets.Wildcard;
        var name = ListenerAddresses.Name(bind, key.Port);
        var chains = new GatewayChainSet();
        foreach (var group in read.Get(_facts.Gateways.View, key.Workload).Groups.Where(group => group.Port == key.Port && group.Bind == key.Bind))
        {
            foreach (var chain in Chains(group, name, key.Workload, context, read))
            {
                chains.Add(chain);
            }
        }

        if (chains.Chains.Count == 0)
        {
            return null;
        }

        var listener = new Listener
        {
            Name = name,
            Address = ListenerAddresses.Of(bind, key.Port),
            TrafficDirection = TrafficDirection.Outbound,
            MaxConnectionsToAcceptPerSocketEvent = 1,
            PerConnectionBufferLimitBytes = HttpConnectionSettings.BufferLimit(context),
            AccessLog = { context.Observability.ListenerLogs },
            FilterChains = { chains.Chains },
        };
        if (context.Proxy.GatewayTopology?.ProxyProtocol is not null)
        {
            listener.ListenerFilters.Add(ListenerFilters.ProxyProtocol());
        }

        if (chains.NeedsTlsInspector)
        {
            listener.ListenerFilters.Add(ListenerFilters.TlsInspector());
        }

        return listener;
    }

    private IEnumerable<GatewayChain> Chains(ServerGroup group, string listener, WorkloadKey workload, FilterContext context, IReader read)
    {
        var slots = _slots(workload, read);
        var port = group.Servers[0].Port;
        var bytes = context.Extensions.AddTo(NetworkFilterSlots.None, context.Side, port).InOrder;
        if (group.Protocol.IsHttp())
        {
            return [new GatewayChain([], [.. bytes, GatewayHttpFilter.Plaintext(group, listener, slots.Http, context)])];
        }

        var destinations = new GatewayTcpDestinations(_facts, workload, read);
        return group.Servers.SelectMany(server => GatewayServers.TerminatesHttps(server.Server)
            ? [Terminating(server, [.. bytes, GatewayHttpFilter.Https(server, listener, slots.Http, context)], context)]
            : TcpChains(server, workload, destinations, context.Extensions.AddTo(slots.Network, context.Side, port), context, read));
    }

    private IEnumerable<GatewayChain> TcpChains(
        MergedServer server, WorkloadKey workload, GatewayTcpDestinations destinations, NetworkFilterSlots slots, FilterContext context, IReader read)
    {
        if (server.Server.Tls is { Mode: Model.Resources.Istio.ServerTlsMode.AutoPassthrough })
        {
            return GatewayTcpChains.ByClusterName(server, read.Get(_facts.Services.VisibleIndex, workload.Namespace).OnePerHost(), destinations, context);
        }

        var rules = read.Get(_tcpRules, (workload.Namespace, server.Gateway.Reference));
        if (GatewayServers.IsPassthrough(server.Server))
        {
            return GatewayTcpChains.ByServerName(server, rules, destinations, slots, context);
        }

        if (GatewayTcpChains.ByTcpRoute(server, rules, destinations) is not { } options)
        {
            return [];
        }

        IEnumerable<Filter> filters = [.. slots.InOrder, .. TcpProxyBuilder.Build(options, context)];
        return [server.Server.Tls is null ? new GatewayChain([], filters) : Terminating(server, filters, context)];
    }

    private static GatewayChain Terminating(MergedServer server, IEnumerable<Filter> filters, FilterContext context) =>
        new(server.SniHosts, filters) { Tls = ServerTlsContextBuilder.Build(server.Server.Tls!, context.Settings.Mesh) };
}
