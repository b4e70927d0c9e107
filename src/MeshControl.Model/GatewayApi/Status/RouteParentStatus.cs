using MeshControl.Model.Resources.GatewayApi;

namespace MeshControl.Model.GatewayApi.Status;

/// <summary>What became of a route at one of its parents.</summary>
public sealed record RouteParentStatus(ParentReference Parent, Verdict Accepted, Verdict References);
