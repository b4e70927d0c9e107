namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io HTTPRouteTimeouts; zero switches a timeout off.</summary>
public sealed record HttpRouteTimeouts
{
    public TimeSpan? Request { get; init; }

    public TimeSpan? BackendRequest { get; init; }
}
