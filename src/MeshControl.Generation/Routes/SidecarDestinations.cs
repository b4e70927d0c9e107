using Envoy.Config.Route.V3;
using MeshControl.Generation.Routes.Sidecars;
using MeshControl.Incremental;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Routes;

/// <summary>Destinations as a sidecar sees them: first the services of the port, then everything visible (traffic specification 4.8).</summary>
internal sealed class SidecarDestinations(SidecarPortKey port, RouteCells cells, IReader read) : IDestinationResolver
{
    public string Cluster(Destination destination) =>
        RouteNames.Cluster(destination, read.Get(cells.Targets, (port, destination.Host)), port.Port);

    public RouteAction.Types.HashPolicy? Hash(Destination destination)
    {
        var service = read.Get(cells.Targets, (port, destination.Host)) ?? cells.FindVisible(destination.Host, port.Egress.Namespace, read);
        return service is null
            ? null
            : HashPolicies.ForDestination(
                cells.HashingPolicy(service, port.Egress.Namespace, port.Egress.SelectorLabels, read), destination.Subset, destination.Port?.Number ?? 0);
    }
}
