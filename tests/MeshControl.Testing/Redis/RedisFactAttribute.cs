using Xunit;

namespace MeshControl.Testing.Redis;

/// <summary>A fact that needs a Redis server, and a stock Envoy where it says so; skipped by name without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute(bool needsEnvoy = false) => Skip = RedisBinary.MissingReason ?? (needsEnvoy ? EnvoyBinary.MissingReason : null)!;
}
