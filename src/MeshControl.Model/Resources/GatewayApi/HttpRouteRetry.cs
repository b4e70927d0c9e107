namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io HTTPRouteRetry.</summary>
public sealed record HttpRouteRetry
{
    public IReadOnlyList<int> Codes { get; init; } = [];

    public int? Attempts { get; init; }

    public TimeSpan? Backoff { get; init; }
}
