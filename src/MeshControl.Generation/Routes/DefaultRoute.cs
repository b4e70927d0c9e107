using Envoy.Config.Route.V3;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Routes;

/// <summary>The route of a service port that no rule routes.</summary>
/// <param name="Cluster">Where it leads.</param>
/// <param name="Operation">Name of its spans.</param>
/// <param name="Retry">The mesh's retry policy, or null for the built-in one.</param>
/// <param name="Hash">How requests stick to an endpoint, or null.</param>
public sealed record DefaultRoute(string Cluster, string Operation, HttpRetry? Retry, RouteAction.Types.HashPolicy? Hash);
