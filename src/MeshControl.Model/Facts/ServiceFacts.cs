using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Model.Facts;

/// <summary>Services by key, host and visibility.</summary>
public sealed class ServiceFacts
{
    private const string Everything = "";
    private readonly ResourceFacts _resources;
    private readonly SettingsFacts _settings;
    private readonly Index<string, ResourceKey, Resource<ServiceEntry>> _entriesByHost;

    public ServiceFacts(Graph graph, ResourceFacts resources, SettingsFacts settings)
    {
        _resources = resources;
        _settings = settings;
        _entriesByHost = new(resources.ServiceEntries.Table, "ServiceEntry/host", static entry => entry.Spec.Hosts.Select(host => host.ToLowerInvariant()));
        OfKubernetes = new(graph, "service/kubernetes", ProjectKubernetes);
        Find = new(graph, "service", FindService);
        All = new(graph, "services", (_, read) => ListAll(read));
        InNamespace = new(graph, "services/namespace", (ns, read) => read.Get(All, Everything).Where(service => service.Namespace == ns).ToEquatableArray());
        Visible = new(graph, "services/visible", ListVisible);
        VisibleIndex = new(graph, "services/visible-index", (viewer, read) => new ServiceIndex(viewer, read.Get(Visible, viewer)));
        VisibleByHost = new(graph, "services/visible-host", (key, read) => read.Get(VisibleIndex, key.Viewer).Find(key.Host));
        Endpoints = new EndpointFacts(graph, resources, settings, this).OfService;
    }

    /// <summary>A Kubernetes Service object as a service; null when the object is gone.</summary>
    public Derived<ResourceKey, Service?> OfKubernetes { get; }

    /// <summary>The service of a host and namespace: Kubernetes before ServiceEntries, several of which may add up.</summary>
    public Derived<ServiceKey, Service?> Find { get; }

    /// <summary>Every service, oldest first, then by name and namespace; the key is always empty.</summary>
    public Derived<string, EquatableArray<Service>> All { get; }

    /// <summary>The services that a namespace declares, oldest first.</summary>
    public Derived<string, EquatableArray<Service>> InNamespace { get; }

    /// <summary>What a namespace sees by exportTo, oldest first.</summary>
    public Derived<string, EquatableArray<Service>> Visible { get; }

    /// <summary><see cref="Visible"/> by host.</summary>
    public Derived<string, ServiceIndex> VisibleIndex { get; }

    /// <summary>Every endpoint of a service.</summary>
    public Derived<ServiceKey, EndpointSetView> Endpoints { get; }

    /// <summary>The service a namespace means by a host: its own, else a Kubernetes one, else the oldest (traffic specification 1.9).</summary>
    public Derived<(string Host, string Viewer), Service?> VisibleByHost { get; }

    private Service? ProjectKubernetes(ResourceKey key, IReader read)
    {
        if (read.Get(_resources.Services.Table, key) is not { } resource)
        {
            return null;
        }

        return ServiceProjection.Project(resource, _settings.Get(read), NamespaceAnnotations(read, key.Namespace));
    }

    private IReadOnlyDictionary<string, string>? NamespaceAnnotations(IReader read, string ns) =>
        _resources.Namespaces.Find(read, "", ns)?.Meta.Annotations;

    private Service? FindService(ServiceKey key, IReader read)
    {
        var settings = _settings.Get(read);
        var suffix = $".{key.Namespace}.svc.{settings.DomainSuffix}";
        if (key.Host.EndsWith(suffix, StringComparison.Ordinal)
            && read.Get(OfKubernetes, new ResourceKey(_resources.Services.Kind, key.Namespace, key.Host[..^suffix.Length])) is { } kubernetes)
        {
            return kubernetes;
        }

        Service? merged = null;
        foreach (var entry in read.Items(_entriesByHost, key.Host).Where(entry => entry.Namespace == key.Namespace)
            .OrderBy(entry => entry.Meta.Created).ThenBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var host = entry.Spec.Hosts.First(written => written.Equals(key.Host, StringComparison.OrdinalIgnoreCase));
            var own = ServiceEntryProjection.Project(entry, host, settings, NamespaceAnnotations(read, key.Namespace));
            merged = merged is null ? own : ServiceMerge.AddPorts(merged, own);
        }

        return merged;
    }

    private EquatableArray<Service> ListAll(IReader read)
    {
        var keys = new SortedSet<ServiceKey>();
        var settings = _settings.Get(read);
        foreach (var key in read.Keys(_resources.Services.Table))
        {
            keys.Add(new ServiceKey($"{key.Name}.{key.Namespace}.svc.{settings.DomainSuffix}", key.Namespace));
        }

        foreach (var entry in read.Items(_resources.ServiceEntries.Table))
        {
            foreach (var host in entry.Spec.Hosts)
            {
                keys.Add(new ServiceKey(host.ToLowerInvariant(), entry.Namespace));
            }
        }

        var services = new List<Service>(keys.Count);
        foreach (var key in keys)
        {
            if (read.Get(Find, key) is { } service)
            {
                services.Add(service);
            }
        }

        services.Sort(ServiceMerge.CompareAge);
        return ServiceMerge.WithAliases(services);
    }

    private EquatableArray<Service> ListVisible(string viewer, IReader read) =>
        read.Get(All, Everything).Where(service => Visibility.IsVisible(service.ExportTo, service.Namespace, viewer)).ToEquatableArray();
}
