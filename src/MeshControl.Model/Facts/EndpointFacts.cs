using System.Net;
using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Model.Facts;

/// <summary>Endpoints of services; a change of one slice or pod reaches only the services it belongs to.</summary>
public sealed class EndpointFacts
{
    private const string ServiceNameLabel = "kubernetes.io/service-name";
    private readonly ResourceFacts _resources;
    private readonly SettingsFacts _settings;
    private readonly ServiceFacts _services;
    private readonly Index<(string Namespace, string Service), ResourceKey, Resource<EndpointSlice>> _slicesByService;
    private readonly Index<string, ResourceKey, Resource<Pod>> _podsByAddress;
    private readonly Index<string, ResourceKey, Resource<ServiceEntry>> _entriesByHost;
    private readonly Derived<ResourceKey, MeshEndpoint?> _ofPod;

    public EndpointFacts(Graph graph, ResourceFacts resources, SettingsFacts settings, ServiceFacts services)
    {
        _resources = resources;
        _settings = settings;
        _services = services;
        _slicesByService = new(resources.EndpointSlices.Table, "EndpointSlice/service", static slice =>
            slice.Meta.Labels.TryGetValue(ServiceNameLabel, out var name) ? [(slice.Namespace, name)] : []);
        _podsByAddress = new(resources.Pods.Table, "Pod/address", static pod => pod.Spec.AllIPs());
        _entriesByHost = new(resources.ServiceEntries.Table, "ServiceEntry/endpoint-host", static entry => entry.Spec.Hosts.Select(host => host.ToLowerInvariant()));
        _ofPod = new(graph, "endpoint/pod", ProjectPod);
        OfService = new(graph, "endpoints", List);
    }

    public Derived<ServiceKey, EndpointSetView> OfService { get; }

    private MeshEndpoint? ProjectPod(ResourceKey key, IReader read)
    {
        if (read.Get(_resources.Pods.Table, key) is not { } pod)
        {
            return null;
        }

        var nodeName = pod.Spec.Spec.NodeName;
        var node = nodeName.Length > 0 ? _resources.Nodes.Find(read, "", nodeName) : null;
        return WorkloadEndpoints.OfPod(pod, node, _settings.Get(read), SystemNetwork(read));
    }

    private EndpointSetView List(ServiceKey key, IReader read)
    {
        if (read.Get(_services.Find, key) is not { } service)
        {
            return EndpointSetView.Empty;
        }

        var endpoints = service.Registry == ServiceRegistry.Kubernetes ? OfKubernetes(service, read) : OfServiceEntry(service, read);
        var unique = new HashSet<(string, int, string)>();
        return new EndpointSetView(endpoints.Where(endpoint => unique.Add((endpoint.Address, endpoint.Port, endpoint.ServicePortName))).ToEquatableArray());
    }

    private List<MeshEndpoint> OfKubernetes(Service service, IReader read)
    {
        var settings = _settings.Get(read);
        var network = SystemNetwork(read);
        var endpoints = new List<MeshEndpoint>();
        var slices = read.Items(_slicesByService, (service.Namespace, service.Name));
        foreach (var slice in slices.Where(slice => slice.Spec.AddressType != "FQDN"
            && !slice.Meta.Labels.ContainsKey("multicluster.kubernetes.io/service-name")))
        {
            foreach (var endpoint in slice.Spec.Endpoints)
            {
                AddSliceEndpoint(endpoint, slice.Spec.Ports, service, settings, network, read, endpoints);
            }
        }

        if (slices.IsEmpty && _resources.Endpoints.Find(read, service.Namespace, service.Name) is { } legacy)
        {
            foreach (var subset in legacy.Spec.Subsets)
            {
                foreach (var endpoint in LegacyEndpoints.Of(subset))
                {
                    AddSliceEndpoint(endpoint, subset.Ports, service, settings, network, read, endpoints);
                }
            }
        }

        if (service.Selector.Count > 0 && service.Resolution == Resolution.ClientSide)
        {
            foreach (var entry in SelectedEntries(service, read))
            {
                endpoints.AddRange(EndpointProjection.BehindKubernetesService(
                    WorkloadEndpoints.OfWorkloadEntry(entry, settings, network), entry.Spec, service));
            }
        }

        return endpoints;
    }

    private void AddSliceEndpoint(
        SliceEndpoint endpoint, IReadOnlyList<SlicePort> ports, Service service, MeshSettings settings, string network, IReader read, List<MeshEndpoint> into)
    {
        foreach (var address in endpoint.Addresses)
        {
            MeshEndpoint? pod = null;
            if (endpoint.TargetRef is { Kind: "Pod" } target)
            {
                var podKey = new ResourceKey(_resources.Pods.Kind, target.Namespace.Length > 0 ? target.Namespace : service.Namespace, target.Name);
                pod = read.Get(_ofPod, podKey);
                if (pod is null)
                {
                    // The pod is not known yet; the endpoint comes with it.
                    continue;
                }
            }
            else if (read.Keys(_podsByAddress, address).FirstOrDefault(pod => pod.Namespace == service.Namespace) is { Name: not null } owner)
            {
                pod = read.Get(_ofPod, owner);
            }

            into.AddRange(EndpointProjection.OfSlice(endpoint, [address], ports, service, pod, settings, network));
        }
    }

    private List<MeshEndpoint> OfServiceEntry(Service service, IReader read)
    {
        var settings = _settings.Get(read);
        var network = SystemNetwork(read);
        var endpoints = new List<MeshEndpoint>();
        foreach (var entry in read.Items(_entriesByHost, service.Host).Where(entry => entry.Namespace == service.Namespace)
            .OrderBy(entry => entry.Meta.Created).ThenBy(entry => entry.Name, StringComparer.Ordinal))
        {
            endpoints.AddRange(EndpointProjection.OfServiceEntry(entry, service, settings, network));
        }

        if (service.Selector.Count > 0)
        {
            AddSelected(service, settings, network, read, endpoints);
        }

        return service.Resolution == Resolution.DnsRoundRobin
            ? [.. endpoints.DistinctBy(endpoint => endpoint.ServicePortName)]
            : endpoints;
    }

    // Sorted by kind, namespace, name: Pods before WorkloadEntries.
    private void AddSelected(Service service, MeshSettings settings, string network, IReader read, List<MeshEndpoint> into)
    {
        foreach (var pod in read.Items(_resources.Pods.ByNamespace, service.Namespace))
        {
            if (pod.Spec.IsReady() && pod.Spec.AllIPs() is { Count: > 0 } addresses
                && pod.Meta.Labels.ToEquatableMap().Matches(service.Selector) && read.Get(_ofPod, pod.Key) is { } template)
            {
                into.AddRange(EndpointProjection.OfSelectedPod(template, [addresses[0]], service));
            }
        }

        var isDns = service.Resolution is Resolution.Dns or Resolution.DnsRoundRobin;
        foreach (var entry in SelectedEntries(service, read))
        {
            if (isDns || IPAddress.TryParse(entry.Spec.Address, out _) || entry.Spec.Address.Length == 0)
            {
                into.AddRange(EndpointProjection.OnPorts(WorkloadEndpoints.OfWorkloadEntry(entry, settings, network), entry.Spec, service));
            }
        }
    }

    private IEnumerable<Resource<WorkloadEntry>> SelectedEntries(Service service, IReader read) =>
        read.Items(_resources.WorkloadEntries.ByNamespace, service.Namespace).Where(entry =>
            WorkloadEntryHealth.IsUsable(entry)
            && WorkloadEndpoints.Merge(entry.Spec.Labels, entry.Meta.Labels).ToEquatableMap().Matches(service.Selector));

    private string SystemNetwork(IReader read) =>
        _resources.Namespaces.Find(read, "", _settings.Get(read).SystemNamespace)?.Meta.Labels.GetValueOrDefault(WorkloadEndpoints.NetworkLabel, "") ?? "";
}
