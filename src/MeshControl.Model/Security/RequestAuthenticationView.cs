using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Security;

/// <summary>The RequestAuthentications of a workload: its own namespace's first, in each namespace the oldest first. Their rules add up.</summary>
public sealed record RequestAuthenticationView(EquatableArray<Resource<RequestAuthentication>> Applied)
{
    public static RequestAuthenticationView None { get; } = new([]);

    /// <summary>The rules by issuer; of equal issuers the first policy's come first.</summary>
    public IEnumerable<JwtRule> Rules => Applied.SelectMany(static item => item.Spec.JwtRules).OrderBy(static rule => rule.Issuer, StringComparer.Ordinal);

    /// <summary>The policies that apply to a workload.</summary>
    /// <param name="own">Policies of the workload's namespace.</param>
    /// <param name="root">Policies of the root namespace; empty where that is the workload's own.</param>
    /// <param name="workload">The workload.</param>
    public static RequestAuthenticationView Select(
        IEnumerable<Resource<RequestAuthentication>> own, IEnumerable<Resource<RequestAuthentication>> root, WorkloadSelectionKey workload)
    {
        EquatableArray<Resource<RequestAuthentication>> applied =
        [
            .. PolicyAttachment.Oldest(own).Concat(PolicyAttachment.Oldest(root))
                .Where(item => PolicyAttachment.Applies(item.Namespace, item.Spec.Selector, item.Spec.TargetRef, item.Spec.TargetRefs, workload)),
        ];
        return applied.IsEmpty ? None : new RequestAuthenticationView(applied);
    }
}
