using Envoy.Config.Core.V3;
using Envoy.Extensions.Common.Ratelimit.V3;
using Envoy.Extensions.Filters.Http.LocalRatelimit.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Type.V3;
using MeshControl.Generation.Filters.Authorization;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Policy;

namespace MeshControl.Generation.Filters.RateLimiting;

/// <summary>
/// Limits that each proxy counts for itself: a filter for what a policy enforces, and one for what it only measures. There is no bucket for requests
/// that no rule counts.
/// </summary>
internal static class LocalRateLimits
{
    // Buckets for values of keys; the least recently used one goes when there are more.
    private const uint MaxValues = 10_000;

    public static IEnumerable<HttpFilter> Of(Resource<RateLimitPolicy> policy, TrustDomains domains) =>
        Enumerable.Range(0, policy.Spec.Rules.Count)
            .Where(index => policy.Spec.Rules[index].Limit is not null)
            .GroupBy(index => policy.Spec.Shadow || policy.Spec.Rules[index].Shadow)
            .OrderBy(static group => group.Key)
            .Select(group => Build(policy, [.. group], isShadow: group.Key, domains));

    private static HttpFilter Build(Resource<RateLimitPolicy> policy, IReadOnlyList<int> rules, bool isShadow, TrustDomains domains)
    {
        var filter = new LocalRateLimit
        {
            StatPrefix = $"{policy.Namespace}.{policy.Name}{(isShadow ? ".shadow" : "")}",
            Status = Refusals.Status(policy.Spec),
            FilterEnabled = Share(100),
            FilterEnforced = Share(isShadow ? 0u : 100u),
            ResponseHeadersToAdd = { Refusals.Headers(policy.Spec) },
            AlwaysConsumeDefaultTokenBucket = false,
            EnableXRatelimitHeaders = !isShadow && Refusals.TellsLimits(policy.Spec) ? XRateLimitHeadersRFCVersion.DraftVersion03 : XRateLimitHeadersRFCVersion.Off,
            RateLimits = { rules.Select(index => RateLimitActions.Of(policy, index, domains)) },
            Descriptors =
            {
                rules.Select(index => new LocalRateLimitDescriptor
                {
                    Entries = { RateLimitActions.Entries(policy, index).Select(static entry => new RateLimitDescriptor.Types.Entry { Key = entry.Key, Value = entry.Value }) },
                    TokenBucket = TokenBuckets.Of(policy.Spec.Rules[index].Limit!),
                }),
            },
        };
        if (rules.Any(index => policy.Spec.Rules[index].Keys.Count > 0))
        {
            filter.MaxDynamicDescriptors = MaxValues;
        }

        return HttpFilterChain.Filter("envoy.filters.http.local_ratelimit", filter);
    }

    private static RuntimeFractionalPercent Share(uint percent) => new() { DefaultValue = new FractionalPercent { Numerator = percent } };
}
