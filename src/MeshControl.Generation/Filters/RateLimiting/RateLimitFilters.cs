using MeshControl.Generation.Filters.Authorization;
using MeshControl.Model.RateLimits;
using MeshControl.Model.Resources.Policy;

namespace MeshControl.Generation.Filters.RateLimiting;

/// <summary>The filters of a workload's RateLimitPolicies: what each proxy counts first, then what it has to ask for.</summary>
public static class RateLimitFilters
{
    public static FilterSlots Build(RateLimitView policies, TrustDomains domains, RateLimitServiceTarget service)
    {
        var local = policies.Applied.Where(static policy => policy.Spec.Scope == RateLimitScope.Local).ToList();
        var global = policies.Applied.Where(static policy => policy.Spec.Scope == RateLimitScope.Global);
        var cookies = CookieMetadata.Of(policies.Applied.SelectMany(static policy => policy.Spec.Rules));
        return new FilterSlots(
            new HttpFilterSlots
            {
                RateLimits =
                [
                    .. cookies is null ? [] : new[] { cookies },
                    .. local.SelectMany(policy => LocalRateLimits.Of(policy, domains)),
                    .. GlobalRateLimits.Of(global, domains, service),
                ],
            },
            new NetworkFilterSlots { RateLimits = [.. local.Select(ConnectionRateLimits.Of).OfType<Envoy.Config.Listener.V3.Filter>()] });
    }
}
