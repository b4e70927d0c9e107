using MeshControl.Incremental;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Model.Facts;

/// <summary>What a proxy sees going out, by its <see cref="EgressKey"/> (traffic specification 7).</summary>
public sealed class ScopeFacts
{
    private static readonly IstioEgressListener EverythingListener = new() { Hosts = ["*/*"] };
    private readonly ResourceFacts _resources;
    private readonly SettingsFacts _settings;
    private readonly ServiceFacts _services;
    private readonly TrafficFacts _traffic;
    private readonly Derived<(EgressScopeKey Scope, int Index), EquatableArray<Service>> _imported;

    public ScopeFacts(Graph graph, ResourceFacts resources, SettingsFacts settings, ServiceFacts services, TrafficFacts traffic)
    {
        _resources = resources;
        _settings = settings;
        _services = services;
        _traffic = traffic;
        _imported = new(graph, "scope/imported", Import);
        _view = new(graph, "scope/egress", View);
        _clusterServices = new(graph, "scope/cluster-services", ListClusterServices);
        Egress = new(graph, "egress", (key, read) => read.Get(_view, EgressScopeKey.Of(key)));
        ClusterServices = new(graph, "cluster-services", (key, read) => read.Get(_clusterServices, EgressScopeKey.Of(key)));
    }

    private readonly Derived<EgressScopeKey, EgressView> _view;
    private readonly Derived<EgressScopeKey, EquatableArray<Service>> _clusterServices;

    /// <summary>The egress listeners with their services and routing rules.</summary>
    public Derived<EgressKey, EgressView> Egress { get; }

    /// <summary>The services that get outbound clusters, in scope order; those reached only through a rule come last, cut to the ports it names.</summary>
    public Derived<EgressKey, EquatableArray<Service>> ClusterServices { get; }

    private EgressView View(EgressScopeKey key, IReader read)
    {
        var settings = _settings.Get(read);
        var sidecar = key.Sidecar is { } sidecarKey ? read.Get(_resources.Sidecars.Table, sidecarKey) : null;
        var listeners = new List<EgressListenerView>();
        var declared = Declared(sidecar);
        var visible = read.Get(_traffic.VirtualServices, new VirtualServiceScope(key.Namespace, "mesh"));
        for (var i = 0; i < declared.Count; i++)
        {
            var hosts = new EgressHosts(declared[i].Hosts, key.Namespace);
            listeners.Add(new EgressListenerView(
                i,
                declared[i].Port,
                declared[i].Bind,
                declared[i].CaptureMode,
                read.Get(_imported, (key, i)),
                hosts.IsEverything ? visible : visible.Where(hosts.ImportsVirtualService).ToEquatableArray()));
        }

        var policy = sidecar?.Spec.OutboundTrafficPolicy;
        return new EgressView(
            sidecar?.Key,
            listeners.ToEquatableArray(),
            policy?.Mode ?? OutboundPolicies.OfMesh(settings.Mesh.OutboundTrafficPolicy),
            policy?.EgressProxy);
    }

    private static IReadOnlyList<IstioEgressListener> Declared(Resource<Sidecar>? sidecar) =>
        sidecar is { Spec.Egress.Count: > 0 } ? sidecar.Spec.Egress : [EverythingListener];

    private EquatableArray<Service> Import((EgressScopeKey Scope, int Index) key, IReader read)
    {
        var sidecar = key.Scope.Sidecar is { } sidecarKey ? read.Get(_resources.Sidecars.Table, sidecarKey) : null;
        var declared = Declared(sidecar);
        if (key.Index >= declared.Count)
        {
            return [];
        }

        var listener = declared[key.Index];
        var hosts = new EgressHosts(listener.Hosts, key.Scope.Namespace);
        var visible = read.Get(_services.VisibleIndex, key.Scope.Namespace);
        if (hosts.IsEverything && listener.Port is null)
        {
            return visible.OnePerHost().ToEquatableArray();
        }

        var imported = visible.Services.Where(service => hosts.ImportsService(service.Namespace, service.Host)).ToEquatableArray();
        IEnumerable<Service> services = new ServiceIndex(key.Scope.Namespace, imported).OnePerHost()
            .Select(service => service.Aliases.IsEmpty ? service : service with
            {
                Aliases = service.Aliases.Where(alias => hosts.ImportsService(alias.Namespace, alias.Host)).ToEquatableArray(),
            });
        return (listener.Port is { } port ? services.Select(service => SidecarPorts.Reduce(service, port)).OfType<Service>() : services).ToEquatableArray();
    }

    private EquatableArray<Service> ListClusterServices(EgressScopeKey key, IReader read)
    {
        var visible = read.Get(_services.VisibleIndex, key.Namespace);
        if (key.Type == ProxyType.Router)
        {
            return visible.OnePerHost().ToEquatableArray();
        }

        var view = read.Get(_view, key);
        if (view.Listeners.Count == 1 && ReferenceEquals(Declared(key.Sidecar is { } s ? read.Get(_resources.Sidecars.Table, s) : null)[0], EverythingListener))
        {
            // Everything visible is imported already, so no rule can add to it.
            return view.Listeners[0].Services;
        }

        return ClusterServiceCollector.Collect(view, visible, key.Namespace);
    }
}
