using Envoy.Type.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.RateLimits;
using MeshControl.Model.Resources.Policy;

namespace MeshControl.Generation.Filters.RateLimiting;

/// <summary>Rates as Envoy's token buckets.</summary>
internal static class TokenBuckets
{
    public static TokenBucket Of(RequestRate rate) => Of(rate.Requests, rate.Unit.Length(), rate.Burst);

    public static TokenBucket Of(ConnectionRate rate) => Of(rate.Connections, rate.Unit.Length(), rate.Burst);

    private static TokenBucket Of(int count, TimeSpan unit, int? burst) => new()
    {
        MaxTokens = (uint)(burst ?? count), TokensPerFill = (uint)count, FillInterval = Duration.FromTimeSpan(unit),
    };
}
