using MeshControl.Generation.Filters;
using MeshControl.Generation.Output;
using MeshControl.Generation.Patches;
using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Security;

namespace MeshControl.Generation.Listeners.Inbound;

/// <summary>Inbound listeners of sidecars; they depend on the workload's own services, its Sidecar and the policies that select it.</summary>
public sealed class InboundListeners
{
    private readonly MeshFacts _facts;
    private readonly FilterContexts _contexts;
    private readonly Func<WorkloadKey, IReader, FilterSlots> _slots;
    private readonly Derived<WorkloadKey, EquatableArray<InboundPort>> _ports;

    /// <summary>Declares the values.</summary>
    /// <param name="facts">The mesh.</param>
    /// <param name="contexts">What all filters of a side share.</param>
    /// <param name="slots">Filters of policies and extensions; none where it is left out.</param>
    public InboundListeners(MeshFacts facts, FilterContexts contexts, Func<WorkloadKey, IReader, FilterSlots>? slots = null)
    {
        _facts = facts;
        _contexts = contexts;
        _slots = slots ?? (static (_, _) => FilterSlots.None);
        _ports = new(facts.Graph, "listeners/inbound-ports", FindPorts);
        Set = new(facts.Graph, "listeners/inbound", Build);
    }

    /// <summary>Every inbound listener of a sidecar.</summary>
    public Derived<WorkloadKey, ResourceSet> Set { get; }

    private EquatableArray<InboundPort> FindPorts(WorkloadKey key, IReader read)
    {
        var sidecar = key.Sidecar is { } sidecarKey ? read.Get(_facts.Resources.Sidecars.Table, sidecarKey) : null;
        return [.. InboundPorts.Of(key, sidecar, _facts.Settings.Get(read).Mesh, service => read.Get(_facts.Services.Find, service))];
    }

    private ResourceSet Build(WorkloadKey key, IReader read)
    {
        var context = _contexts.OfWorkload(key, read);
        if (context.Settings.Mesh.ProxyListenPort <= 0)
        {
            return ResourceSet.Empty;
        }

        var authentication = read.Get(_facts.Security.Workload, new WorkloadSelectionKey(key.Namespace, key.Labels));
        var patches = ListenerPatches.Of(_facts, EnvoyPatchKey.Of(key), EnvoyFilterPatchContext.SidecarInbound, read);
        return ResourceSet.Create(InboundListenerBuilder.Build(read.Get(_ports, key), authentication, context, _slots(key, read))
            .Select(patches.Apply).OfType<Envoy.Config.Listener.V3.Listener>().Concat(patches.Added())
            .Select(listener => ResourceEncoder.Encode(ResourceType.Listener, listener.Name, listener)));
    }
}
