using MeshControl.Incremental;
using MeshControl.Model.Resources.Policy;

namespace MeshControl.Model.RateLimits;

/// <summary>A rule that the rate limit service counts.</summary>
/// <param name="Policy">`namespace/name`.</param>
/// <param name="Name">The rule's name within the policy.</param>
/// <param name="Limit">Its rate, or null.</param>
/// <param name="Quotas">Its quotas.</param>
/// <param name="HasConditions">True where a descriptor has to say that they hold.</param>
/// <param name="Keys">Entries with counters of their own, in order.</param>
/// <param name="Shadow">Counted, never refused.</param>
public sealed record GlobalRule(
    string Policy, string Name, RequestRate? Limit, EquatableArray<RequestQuota> Quotas, bool HasConditions, EquatableArray<string> Keys, bool Shadow)
{
    public static IEnumerable<GlobalRule> Of(Resources.Resource<RateLimitPolicy> policy) =>
        policy.Spec.Scope != RateLimitScope.Global
            ? []
            : policy.Spec.Rules.Select((rule, index) => new GlobalRule(
                RateLimitNames.OfPolicy(policy), RateLimitNames.OfRule(policy.Spec, index), rule.Limit, [.. rule.Quotas], rule.Match is not null,
                [.. rule.Keys.Select(RateLimitNames.OfKey)], policy.Spec.Shadow || rule.Shadow));
}
