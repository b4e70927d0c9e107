using MeshControl.Incremental;

namespace MeshControl.Model.GatewayApi.Status;

/// <summary>What conversion made of the Gateway API objects that are ours.</summary>
public sealed record GatewayApiStatuses(EquatableArray<ClassStatus> Classes, EquatableArray<GatewayStatus> Gateways, EquatableArray<RouteStatus> Routes);
