namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io RouteGroupKind.</summary>
public sealed record RouteGroupKind
{
    public string? Group { get; init; }

    public string Kind { get; init; } = "";
}
