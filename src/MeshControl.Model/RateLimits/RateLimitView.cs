using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Policy;
using MeshControl.Model.Security;

namespace MeshControl.Model.RateLimits;

/// <summary>
/// The RateLimitPolicies of a workload: those of the root namespace first, in each namespace the oldest first. They add up: a request has to pass
/// every rule of every one of them.
/// </summary>
public sealed record RateLimitView(EquatableArray<Resource<RateLimitPolicy>> Applied)
{
    public static RateLimitView None { get; } = new([]);

    /// <summary>The policies that apply to a workload.</summary>
    /// <param name="root">Policies of the root namespace; empty where that is the workload's own.</param>
    /// <param name="own">Policies of the workload's namespace.</param>
    /// <param name="workload">The workload.</param>
    public static RateLimitView Select(
        IEnumerable<Resource<RateLimitPolicy>> root, IEnumerable<Resource<RateLimitPolicy>> own, WorkloadSelectionKey workload)
    {
        EquatableArray<Resource<RateLimitPolicy>> applied =
        [
            .. PolicyAttachment.Oldest(root).Concat(PolicyAttachment.Oldest(own))
                .Where(item => PolicyAttachment.Applies(item.Namespace, item.Spec.Selector, null, item.Spec.TargetRefs, workload)),
        ];
        return applied.IsEmpty ? None : new RateLimitView(applied);
    }

    /// <summary>Those for the proxies of one side.</summary>
    public RateLimitView ForGateway(bool isGateway)
    {
        var other = isGateway ? RateLimitProxies.Sidecars : RateLimitProxies.Gateways;
        return Applied.Any(item => item.Spec.Proxies == other) ? new([.. Applied.Where(item => item.Spec.Proxies != other)]) : this;
    }
}
