using MeshControl.Incremental;
using MeshControl.Model.Gateways;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;

namespace MeshControl.Model.Facts;

/// <summary>Gateways and what the workloads they select serve.</summary>
public sealed class GatewayFacts
{
    private const string KeepsPorts = "experimental.istio.io/disable-gateway-port-translation";
    private const int FirstUnprivilegedPort = 1024;
    private readonly ResourceFacts _resources;
    private readonly ServiceFacts _services;
    private readonly ConvertedFacts _converted;
    private readonly Derived<ResourceKey, MeshGateway?> _expanded;

    public GatewayFacts(Graph graph, ResourceFacts resources, ServiceFacts services, ConvertedFacts converted)
    {
        _resources = resources;
        _services = services;
        _converted = converted;
        _expanded = new(graph, "gateway", (key, read) =>
            read.Get(resources.Gateways.Table, key) is { } resource ? GatewayExpansion.Expand(resource) : null);
        All = new(graph, "gateways", (_, read) => ListAll(read));
        View = new(graph, "gateways/workload", Merge);
    }

    /// <summary>Every Gateway, also the converted ones, oldest first; the key is always empty.</summary>
    public Derived<string, EquatableArray<MeshGateway>> All { get; }

    /// <summary>The servers that a gateway workload runs.</summary>
    public Derived<WorkloadKey, GatewayView> View { get; }

    private EquatableArray<MeshGateway> ListAll(IReader read)
    {
        var all = new List<MeshGateway>();
        foreach (var key in read.Keys(_resources.Gateways.Table))
        {
            if (read.Get(_expanded, key) is { } gateway)
            {
                all.Add(gateway);
            }
        }

        all.AddRange(_converted.All(read).SelectMany(static converted => converted.Gateways));
        all.Sort(GatewayExpansion.CompareAge);
        return all.ToEquatableArray();
    }

    private GatewayView Merge(WorkloadKey workload, IReader read)
    {
        if (workload.Facets.Type != ProxyType.Router)
        {
            return GatewayView.Empty;
        }

        var merge = new GatewayMerge();
        foreach (var gateway in read.Get(All, "").Where(gateway => workload.Labels.Matches(gateway.Selector)))
        {
            var targets = gateway.BoundServices.IsEmpty ? workload.Targets : BoundTargets(gateway, workload);
            for (var i = 0; i < gateway.Servers.Count; i++)
            {
                foreach (var port in ListenPorts(gateway, gateway.Servers[i].Port?.Number ?? 0, targets, read))
                {
                    if (port >= FirstUnprivilegedPort || !workload.Facets.Metadata.UnprivilegedPod)
                    {
                        merge.Add(gateway, i, port);
                    }
                }
            }
        }

        return merge.Build();
    }

    private static EquatableArray<ServiceTarget> BoundTargets(MeshGateway gateway, WorkloadKey workload) =>
        [.. workload.Targets.Where(target => target.Service.Namespace == gateway.Namespace && gateway.BoundServices.Contains(target.Service.Host))];

    // The number in a Gateway is a Service's port; the workload listens on its target. Selected by labels, the first Service that has it counts.
    private int[] ListenPorts(MeshGateway gateway, int number, EquatableArray<ServiceTarget> targets, IReader read)
    {
        var matching = targets.Where(target => target.ServicePort == number);
        if (!gateway.BoundServices.IsEmpty)
        {
            return [.. matching.Select(static target => target.TargetPort).Distinct().Order()];
        }

        var translated = matching.FirstOrDefault(target => read.Get(_services.Find, target.Service)?.Labels.ContainsKey(KeepsPorts) != true);
        return [translated?.TargetPort ?? number];
    }
}
