using MeshControl.Incremental;
using MeshControl.Model.Resources;

namespace MeshControl.Model.GatewayApi.Status;

/// <summary>A route with the parents of it that are ours.</summary>
public sealed record RouteStatus(ResourceKey Route, EquatableArray<RouteParentStatus> Parents);
