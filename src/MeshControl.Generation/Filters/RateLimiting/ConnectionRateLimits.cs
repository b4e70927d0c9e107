using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.LocalRatelimit.V3;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Policy;

namespace MeshControl.Generation.Filters.RateLimiting;

/// <summary>Limits of new connections, on chains that end in a TCP proxy.</summary>
internal static class ConnectionRateLimits
{
    public static Filter? Of(Resource<RateLimitPolicy> policy) => policy.Spec is not { Connections: { } connections, Shadow: false }
        ? null
        : NetworkFilters.Create("envoy.filters.network.local_ratelimit", new LocalRateLimit
        {
            StatPrefix = $"{policy.Namespace}.{policy.Name}", TokenBucket = TokenBuckets.Of(connections),
        });
}
