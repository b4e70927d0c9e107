using Envoy.Config.Route.V3;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Routes;

/// <summary>Finds what a route's destination means to the proxy that the route is for.</summary>
public interface IDestinationResolver
{
    /// <summary>The cluster's name; it need not exist.</summary>
    string Cluster(Destination destination);

    /// <summary>How requests to it stick to an endpoint, or null.</summary>
    RouteAction.Types.HashPolicy? Hash(Destination destination);
}
