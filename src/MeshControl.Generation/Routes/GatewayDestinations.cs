using Envoy.Config.Route.V3;
using MeshControl.Incremental;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Routes;

/// <summary>Destinations as a gateway sees them: the rule's own namespace first, then everything visible (traffic specification 4.8).</summary>
internal sealed class GatewayDestinations(string ruleNamespace, RouteScope scope, RouteCells cells, IReader read) : IDestinationResolver
{
    public string Cluster(Destination destination) => RouteNames.Cluster(destination, Find(destination.Host), scope.Port);

    public RouteAction.Types.HashPolicy? Hash(Destination destination) =>
        cells.FindVisible(destination.Host, scope.ClientNamespace, read) is { } service
            ? HashPolicies.ForDestination(
                cells.HashingPolicy(service, scope.ClientNamespace, scope.ClientLabels, read), destination.Subset, destination.Port?.Number ?? 0)
            : null;

    private Service? Find(string host) =>
        cells.FindOwn(host, ruleNamespace, scope.ClientNamespace, read) ?? cells.FindVisible(host, scope.ClientNamespace, read);
}
