using MeshControl.Fleet.Wire;
using MeshControl.Fleet.Workload;

namespace MeshControl.Fleet.Measuring;

/// <summary>One kind of change: how the n-th is made, and what each proxy must get of it.</summary>
internal sealed record ChangePlan(string Kind, Action<int> Make, Func<int, Expectation> Expect)
{
    /// <summary>An endpoint, a VirtualService and a Service change, in this order.</summary>
    public static IReadOnlyList<ChangePlan> All(WorkloadFolder folder, FleetOptions options, bool virtualHosts)
    {
        Expectation.Item Named(ResourceKind kind, string name) => new(kind, candidate => candidate == name);
        // The route table of the service port, or of it the one virtual host.
        Expectation.Item Routes(int service) => virtualHosts
            ? new(ResourceKind.VirtualHost, name => name.Contains(WorkloadShape.Host(service), StringComparison.Ordinal))
            : Named(ResourceKind.Route, $"{WorkloadShape.ServicePort}");
        return
        [
            // An added endpoint; where there are more changes than services, it is taken away again.
            new("endpoint",
                change => folder.WriteEndpoints(folder.EditableService(change), withSpare: folder.Round(change) % 2 == 0),
                change => new(options.Proxies, Named(ResourceKind.Endpoint, WorkloadShape.ClusterName(folder.EditableService(change))))),
            new("VirtualService",
                change => folder.WriteVirtualService(folder.EditableService(change), seconds: 11 + folder.Round(change)),
                change => new(options.Proxies, Routes(folder.EditableService(change)))),
            new("Service",
                change => folder.WriteNewService(options.Services + change),
                change => new(options.Proxies,
                    Named(ResourceKind.Cluster, WorkloadShape.ClusterName(options.Services + change)),
                    Named(ResourceKind.Endpoint, WorkloadShape.ClusterName(options.Services + change)),
                    Routes(options.Services + change))),
        ];
    }
}
