using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Security;

/// <summary>Which workloads a policy is attached to: by selector, by reference to a Gateway, or all of its namespace (security specification 5.7).</summary>
public static class PolicyAttachment
{
    /// <summary>Workloads of a Kubernetes Gateway carry its name in this label.</summary>
    public const string GatewayNameLabel = "gateway.networking.k8s.io/gateway-name";

    private const string GatewayGroup = "gateway.networking.k8s.io";
    private const string GatewayKind = "Gateway";

    /// <summary>True where a policy of the workload's own or of the root namespace applies to it.</summary>
    /// <param name="policyNamespace">Namespace of the policy.</param>
    /// <param name="selector">Its selector; none, or an empty one, selects everything.</param>
    /// <param name="targetRef">The older form of a single reference.</param>
    /// <param name="targetRefs">References, which exclude a selector.</param>
    /// <param name="workload">The workload.</param>
    public static bool Applies(
        string policyNamespace, MatchLabelsSelector? selector, PolicyTargetReference? targetRef, IReadOnlyList<PolicyTargetReference> targetRefs, WorkloadSelectionKey workload)
    {
        if (targetRef is null && targetRefs.Count == 0)
        {
            return selector is null || selector.MatchLabels.All(entry => workload.Labels.TryGetValue(entry.Key, out var value) && value == entry.Value);
        }

        // A reference names an object of the policy's own namespace, so that a policy never reaches into another one.
        return policyNamespace == workload.Namespace
            && workload.Labels.TryGetValue(GatewayNameLabel, out var gateway)
            && (targetRef is null ? targetRefs : targetRefs.Prepend(targetRef)).Any(reference => IsGateway(reference, gateway, policyNamespace));
    }

    /// <summary>The order in which policies of one namespace count: oldest first, then by name.</summary>
    public static IEnumerable<Resource<TSpec>> Oldest<TSpec>(IEnumerable<Resource<TSpec>> policies)
        where TSpec : class =>
        policies.OrderBy(static policy => policy.Meta.Created).ThenBy(static policy => policy.Name, StringComparer.Ordinal);

    private static bool IsGateway(PolicyTargetReference reference, string gateway, string ns) =>
        reference.Kind == GatewayKind && reference.Group == GatewayGroup && reference.Name == gateway
        && (reference.Namespace.Length == 0 || reference.Namespace == ns);
}
