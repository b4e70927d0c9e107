using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Security;

/// <summary>The AuthorizationPolicies of a workload by action: those of the root namespace first, in each namespace the oldest first.</summary>
public sealed record AuthorizationView
{
    public static AuthorizationView None { get; } = new();

    /// <summary>An external service decides.</summary>
    public EquatableArray<Resource<AuthorizationPolicy>> Custom { get; init; }

    /// <summary>Matches are noted, nothing is refused.</summary>
    public EquatableArray<Resource<AuthorizationPolicy>> Audit { get; init; }

    /// <summary>A match refuses.</summary>
    public EquatableArray<Resource<AuthorizationPolicy>> Deny { get; init; }

    /// <summary>Where there is one, only a match is let through.</summary>
    public EquatableArray<Resource<AuthorizationPolicy>> Allow { get; init; }

    public bool IsEmpty => Custom.IsEmpty && Audit.IsEmpty && Deny.IsEmpty && Allow.IsEmpty;

    /// <summary>The policies that apply to a workload.</summary>
    /// <param name="root">Policies of the root namespace; empty where that is the workload's own.</param>
    /// <param name="own">Policies of the workload's namespace.</param>
    /// <param name="workload">The workload.</param>
    public static AuthorizationView Select(
        IEnumerable<Resource<AuthorizationPolicy>> root, IEnumerable<Resource<AuthorizationPolicy>> own, WorkloadSelectionKey workload)
    {
        var applied = PolicyAttachment.Oldest(root).Concat(PolicyAttachment.Oldest(own))
            .Where(item => PolicyAttachment.Applies(item.Namespace, item.Spec.Selector, item.Spec.TargetRef, item.Spec.TargetRefs, workload))
            .ToLookup(static item => item.Spec.Action);
        return applied.Count == 0
            ? None
            : new AuthorizationView
            {
                Custom = [.. applied[AuthorizationAction.Custom]],
                Audit = [.. applied[AuthorizationAction.Audit]],
                Deny = [.. applied[AuthorizationAction.Deny]],
                Allow = [.. applied[AuthorizationAction.Allow]],
            };
    }
}
