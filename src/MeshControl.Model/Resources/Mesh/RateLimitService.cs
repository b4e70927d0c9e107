namespace MeshControl.Model.Resources.Mesh;

/// <summary>A rate limit service (envoy.service.ratelimit.v3) that somebody else runs.</summary>
public sealed record RateLimitService
{
    /// <summary>Host of a service of the mesh, such as ratelimit.infra.svc.cluster.local.</summary>
    public string Service { get; init; } = "";

    public int Port { get; init; }

    /// <summary>The domain that its limits are kept under; meshcontrol where it is empty.</summary>
    public string Domain { get; init; } = "";
}
