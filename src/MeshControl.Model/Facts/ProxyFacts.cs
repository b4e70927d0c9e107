using System.Globalization;
using MeshControl.Incremental;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Model.Facts;

/// <summary>Which class a connected proxy belongs to.</summary>
public sealed class ProxyFacts
{
    private readonly ResourceFacts _resources;
    private readonly SettingsFacts _settings;
    private readonly ServiceFacts _services;
    private readonly TrafficFacts _traffic;
    private readonly Index<string, ResourceKey, Resource<EndpointSlice>> _slicesByAddress;
    private readonly Derived<WorkloadSelectorKey, EquatableArray<ServiceTarget>> _targets;
    private readonly Derived<string, bool> _hasNodeLocalServices;

    public ProxyFacts(Graph graph, ResourceFacts resources, SettingsFacts settings, ServiceFacts services, TrafficFacts traffic)
    {
        _resources = resources;
        _settings = settings;
        _services = services;
        _traffic = traffic;
        _slicesByAddress = new(resources.EndpointSlices.Table, "EndpointSlice/address", static slice =>
            slice.Spec.Endpoints.SelectMany(endpoint => endpoint.Addresses).Distinct());
        _targets = new(graph, "service-targets", ListTargets);
        _hasNodeLocalServices = new(graph, "node-local-services", (_, read) => read.Get(_services.All, "").Any(service =>
            service.IsNodeLocal || service.TrafficDistribution == TrafficDistribution.PreferSameNode));
        Class = new(graph, "proxy-class", Classify);
    }

    /// <summary>The class of a proxy; proxies of one class are served the same references.</summary>
    public Derived<ProxyIdentity, ProxyClass> Class { get; }

    private ProxyClass Classify(ProxyIdentity proxy, IReader read)
    {
        var ns = proxy.Namespace;
        var pod = _resources.Pods.Find(read, ns, proxy.PodName);
        var labels = pod is null ? proxy.Metadata.Labels : pod.Meta.Labels.ToEquatableMap();
        var sidecar = proxy.Type == ProxyType.Sidecar ? FindSidecar(ns, labels, read) : null;
        var facets = FacetsOf(proxy, labels);
        var own = OwnAddresses(proxy, pod);
        var targets = read.Get(_targets, new WorkloadSelectorKey(ns, labels, NamedPorts(pod, proxy), UnselectedServices(own, ns, read)));
        return new ProxyClass(
            new EgressKey(ns, sidecar?.Key, SelectorLabels(labels, read), facets) { OwnAddress = HeadlessAddress(own, targets, read) },
            new WorkloadKey(ns, labels, targets, sidecar?.Key, facets) { OwnAddresses = sidecar is { Spec.Ingress.Count: > 0 } ? own : [] },
            LocalityOf(proxy, pod, labels, read),
            read.Get(_hasNodeLocalServices, "") ? proxy.Metadata.NodeName : "");
    }

    private Resource<Sidecar>? FindSidecar(string ns, EquatableMap<string, string> labels, IReader read)
    {
        var own = Oldest(read.Items(_resources.Sidecars.ByNamespace, ns));
        var root = _settings.Get(read).RootNamespace;
        return own.FirstOrDefault(sidecar => HasSelector(sidecar) && labels.Matches(sidecar.Spec.WorkloadSelector!.Labels.ToEquatableMap()))
            ?? own.FirstOrDefault(sidecar => !HasSelector(sidecar))
            ?? (ns == root ? null : Oldest(read.Items(_resources.Sidecars.ByNamespace, root)).FirstOrDefault(sidecar => !HasSelector(sidecar)));
    }

    private static bool HasSelector(Resource<Sidecar> sidecar) => sidecar.Spec.WorkloadSelector is { Labels.Count: > 0 };

    private static List<Resource<Sidecar>> Oldest(IEnumerable<Resource<Sidecar>> sidecars) =>
        [.. sidecars.OrderBy(sidecar => sidecar.Meta.Created).ThenBy(sidecar => sidecar.Name, StringComparer.Ordinal)];

    private EquatableMap<string, string> SelectorLabels(EquatableMap<string, string> labels, IReader read)
    {
        var keys = read.Get(_traffic.SelectorLabelKeys, "");
        return keys.IsEmpty ? [] : labels.Where(label => keys.Contains(label.Key)).ToEquatableMap();
    }

    private static ClientFacets FacetsOf(ProxyIdentity proxy, EquatableMap<string, string> labels) => new()
    {
        Type = proxy.Type,
        DnsDomain = proxy.DnsDomain,
        ClusterId = proxy.Metadata.ClusterId,
        Network = labels.TryGetValue(WorkloadEndpoints.NetworkLabel, out var network) ? network : proxy.Metadata.Network,
        IpMode = IpModes.Of(proxy.Addresses),
        Metadata = proxy.Metadata with
        {
            Namespace = "", Labels = [], Annotations = [], InstanceIps = [], NodeName = "", WorkloadName = "", ServiceAccount = "", PodPorts = "",
            ClusterId = "", Network = "",
        },
    };

    private static EquatableArray<string> OwnAddresses(ProxyIdentity proxy, Resource<Pod>? pod) =>
        proxy.Addresses.Count > 0 || pod is null ? proxy.Addresses : [.. pod.Spec.AllIPs()];

    private static EquatableMap<string, int> NamedPorts(Resource<Pod>? pod, ProxyIdentity proxy) => pod is not null
        ? pod.Spec.RunningContainers().SelectMany(container => container.Ports).Where(port => port.Name.Length > 0)
            .DistinctBy(port => port.Name).Select(port => KeyValuePair.Create(port.Name, port.Number)).ToEquatableMap()
        : PodPorts.Parse(proxy.Metadata.PodPorts);

    // Services without a selector are implemented by whoever stands in their slices.
    private EquatableArray<string> UnselectedServices(EquatableArray<string> addresses, string ns, IReader read)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var key in addresses.SelectMany(address => read.Keys(_slicesByAddress, address)).Where(key => key.Namespace == ns))
        {
            if (read.Get(_resources.EndpointSlices.Table, key)?.Meta.Labels.TryGetValue("kubernetes.io/service-name", out var name) == true
                && _resources.Services.Find(read, ns, name) is { Spec.Spec.Selector.Count: 0 })
            {
                names.Add(name);
            }
        }

        return [.. names];
    }

    private EquatableArray<ServiceTarget> ListTargets(WorkloadSelectorKey key, IReader read)
    {
        var targets = new List<ServiceTarget>();
        // The oldest is the primary one of a port that several share.
        foreach (var service in read.Get(_services.InNamespace, key.Namespace)
            .OrderBy(service => service.Created).ThenBy(service => service.Host, StringComparer.Ordinal))
        {
            var isSelected = service.Selector.Count > 0 && key.Labels.Matches(service.Selector);
            if (service.Resolution == Resolution.Alias || !(isSelected || (service.Selector.Count == 0 && key.UnselectedServices.Contains(service.Name))))
            {
                continue;
            }

            var seen = new HashSet<(int, bool)>();
            foreach (var port in service.Ports)
            {
                if (TargetPort(port, key.NamedPorts) is { } target && seen.Add((target, port.Protocol == Protocol.Udp)))
                {
                    targets.Add(new ServiceTarget(service.Key, port.Name, port.Number, target));
                }
            }
        }

        return targets.ToEquatableArray();
    }

    private static int? TargetPort(ServicePort port, EquatableMap<string, int> named)
    {
        if (port.TargetPort is null)
        {
            return port.Number;
        }

        if (int.TryParse(port.TargetPort, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number == 0 ? port.Number : number;
        }

        return named.TryGetValue(port.TargetPort, out var container) ? container : null;
    }

    // Only a member of a headless TCP service has outbound listeners that depend on its own address.
    private string HeadlessAddress(EquatableArray<string> own, EquatableArray<ServiceTarget> targets, IReader read)
    {
        foreach (var target in targets)
        {
            if (read.Get(_services.Find, target.Service) is { Resolution: Resolution.Passthrough } service
                && service.FindPort(target.ServicePort) is { } port && !port.Protocol.IsHttp())
            {
                return own.Count > 0 ? own[0] : "";
            }
        }

        return "";
    }

    private string LocalityOf(ProxyIdentity proxy, Resource<Pod>? pod, EquatableMap<string, string> labels, IReader read)
    {
        var node = pod is { Spec.Spec.NodeName.Length: > 0 } ? _resources.Nodes.Find(read, "", pod.Spec.Spec.NodeName) : null;
        var known = PodLocality.Of(labels, node);
        return known.Length > 0 ? known : proxy.NodeLocality;
    }
}
