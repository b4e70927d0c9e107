namespace MeshControl.Model.GatewayApi.Status;

/// <summary>A route's status, and the listeners it is at.</summary>
internal sealed record AssessedRoute(RouteStatus Status, IReadOnlyList<ListenerGateway> Listeners);
