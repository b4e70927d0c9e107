using MeshControl.Server.RateLimiting.Redis;

namespace MeshControl.Server.RateLimiting;

/// <summary>Where the rate limit service keeps its counts.</summary>
public sealed record RateLimitOptions
{
    /// <summary>A server that speaks Redis' protocol, shared by all replicas; null for this process' memory.</summary>
    public RedisAddress? Redis { get; init; }

    /// <summary>Counters kept in memory; about 300 bytes each.</summary>
    public int MaxCounters { get; init; } = 200_000;
}
