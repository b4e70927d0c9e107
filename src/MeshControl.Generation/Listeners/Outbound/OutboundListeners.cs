using MeshControl.Generation.Filters;
using MeshControl.Generation.Output;
using MeshControl.Generation.Patches;
using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>
/// Outbound listeners of sidecars. A scope is planned as a whole, which is cheap; each listener is built and encoded on its own, and only when
/// its part of the plan, a rule for TCP or TLS, or a policy of its services changes.
/// </summary>
public sealed class OutboundListeners
{
    private readonly MeshFacts _facts;
    private readonly FilterContexts _contexts;
    private readonly Derived<(EgressKey Key, int EgressListener), EquatableArray<MeshVirtualService>> _tcpRules;
    private readonly Derived<EgressKey, EgressView> _services;
    private readonly Derived<EgressKey, CatchAll> _catchAll;
    private readonly Derived<(OutboundListenersKey Key, OutboundListenerSpec Spec), EncodedResource?> _listener;
    private readonly Derived<OutboundListenersKey, ResourceSet> _fixed;

    public OutboundListeners(MeshFacts facts, FilterContexts contexts)
    {
        _facts = facts;
        _contexts = contexts;
        Plan = new(facts.Graph, "listeners/outbound-plan", MakePlan);
        _services = new(facts.Graph, "listeners/services", (key, read) => WithoutRules(read.Get(facts.Scopes.Egress, key)));
        _tcpRules = new(facts.Graph, "listeners/tcp-rules", (key, read) => FindTcpRules(key.Key, key.EgressListener, read));
        _catchAll = new(facts.Graph, "listeners/catch-all", (key, read) => CatchAll.Of(read.Get(facts.Scopes.Egress, key)));
        _listener = new(facts.Graph, "listener/outbound", (key, read) => Encode(PatchesOf(key.Key.Egress, read).Apply(BuildListener(key.Key, key.Spec, read))));
        _fixed = new(facts.Graph, "listeners/virtual-outbound", BuildFixed);
        Set = new(facts.Graph, "listeners/outbound", Collect);
        RouteNames = new(facts.Graph, "listeners/route-names", (key, read) => read.Get(Plan, key).RouteTables);
    }

    /// <summary>Every outbound listener of a sidecar: those of services, 15001 and the explicit HTTP proxy.</summary>
    public Derived<OutboundListenersKey, ResourceSet> Set { get; }

    /// <summary>Names of the route tables that the listeners use, sorted.</summary>
    public Derived<EgressKey, EquatableArray<string>> RouteNames { get; }

    /// <summary>Which listeners there are and which service ports share them.</summary>
    public Derived<EgressKey, OutboundPlan> Plan { get; }

    private OutboundPlan MakePlan(EgressKey key, IReader read)
    {
        var mesh = _facts.Settings.Get(read).Mesh;
        var ports = OutboundPorts.Of(mesh, key.Facets.Metadata);
        return mesh.ProxyListenPort <= 0
            ? new OutboundPlan([], [])
            : OutboundPlanner.Plan(key, read.Get(_services, key), ports, service => read.Get(_facts.Services.Endpoints, service.Key));
    }

    // What is planned rests on services alone; comparing them is cheaper than planning again after each edit of a rule.
    private static EgressView WithoutRules(EgressView view) => view with { Listeners = [.. view.Listeners.Select(listener => listener with { VirtualServices = [] })] };

    // Rules for HTTP come and go without a listener noticing.
    private EquatableArray<MeshVirtualService> FindTcpRules(EgressKey key, int egressListener, IReader read)
    {
        var listeners = read.Get(_facts.Scopes.Egress, key).Listeners;
        return egressListener < listeners.Count
            ? [.. listeners[egressListener].VirtualServices.Where(rule => rule.Spec.Tls.Count > 0 || rule.Spec.Tcp.Count > 0)]
            : [];
    }

    private Envoy.Config.Listener.V3.Listener BuildListener(OutboundListenersKey key, OutboundListenerSpec spec, IReader read)
    {
        var egress = key.Egress;
        var destinations = new TcpDestinations(_facts, egress, read);
        return OutboundListenerBuilder.Build(
            spec,
            read.Get(_catchAll, egress),
            _contexts.Outbound(egress, key.Labels, read),
            share => OutboundTcpChains.Of(share, read.Get(_tcpRules, (egress, share.EgressListener)), egress, destinations),
            share => share.AnnouncesHttpToPeer && !HasUserTls(destinations.Policy(share.Service), share.ListenPort));
    }

    // A user's own TLS settings come with their own protocols.
    private static bool HasUserTls(DestinationPolicyView policy, int port)
    {
        var ofPort = policy.Policy?.PortLevelSettings.FirstOrDefault(item => item.Port?.Number == port);
        return (ofPort?.Tls ?? policy.Policy?.Tls) is { Mode: not ClientTlsMode.IstioMutual };
    }

    private ResourceSet BuildFixed(OutboundListenersKey key, IReader read)
    {
        var egress = key.Egress;
        var mesh = _facts.Settings.Get(read).Mesh;
        var patches = PatchesOf(egress, read);
        var listeners = new List<EncodedResource?>(patches.Added().Select(Encode));
        if (mesh.ProxyListenPort > 0)
        {
            var context = _contexts.Outbound(egress, key.Labels, read);
            if (OutboundPorts.Of(mesh, egress.Facets.Metadata).HttpProxyPort is > 0 and var port)
            {
                listeners.Add(Encode(patches.Apply(HttpProxyListener.Build(port, read.Get(_catchAll, egress), context))));
            }

            if (egress.Facets.Interception != InterceptionMode.None)
            {
                listeners.Add(Encode(patches.Apply(VirtualOutboundBuilder.Build(read.Get(_catchAll, egress), context))));
            }
        }

        return ResourceSet.Create(listeners.OfType<EncodedResource>());
    }

    private ResourceSet Collect(OutboundListenersKey key, IReader read)
    {
        var listeners = new List<EncodedResource>(read.Get(_fixed, key));
        var anyone = new OutboundListenersKey(key.Egress);
        foreach (var spec in read.Get(Plan, key.Egress).Listeners)
        {
            // Only HTTP is traced; a TCP listener is the same for every workload of the scope.
            var whose = spec.Shares.Any(static share => share.HasHttp) ? key : anyone;

            // One listener that cannot be built must not take the others with it.
            if (read.TryGet(_listener, (whose, spec), out var listener) && listener is not null)
            {
                listeners.Add(listener);
            }
        }

        return ResourceSet.Create(listeners);
    }

    private ListenerPatches PatchesOf(EgressKey key, IReader read) =>
        ListenerPatches.Of(_facts, EnvoyPatchKey.Of(key), EnvoyFilterPatchContext.SidecarOutbound, read);

    private static EncodedResource? Encode(Envoy.Config.Listener.V3.Listener? listener) => listener is null ? null : ResourceEncoder.Encode(ResourceType.Listener, listener.Name, listener);
}
