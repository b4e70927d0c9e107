using Envoy.Config.Rbac.V3;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>All policies of one action as two sets of rules: those that are enforced, and those of dry runs (security specification 5.3, 5.9).</summary>
/// <param name="Enforced">Null where no policy is enforced; an empty set with action ALLOW refuses everything.</param>
/// <param name="DryRun">Null where no policy is a dry run.</param>
internal sealed record PolicyRules(RBAC? Enforced, RBAC? DryRun)
{
    private const string DryRunAnnotation = "istio.io/dry-run";
    private static readonly string[] True = ["1", "t", "T", "TRUE", "true", "True"];

    /// <summary>The rules of these policies, of which there is at least one.</summary>
    /// <param name="policies">Policies of one action.</param>
    /// <param name="action">What a match does.</param>
    /// <param name="namePrefix">Stands before every name of a rule.</param>
    /// <param name="domains">Names of the mesh's trust domain.</param>
    /// <param name="isTcp">True for a chain of bytes.</param>
    public static PolicyRules Compile(
        IEnumerable<Resource<AuthorizationPolicy>> policies, RBAC.Types.Action action, string namePrefix, TrustDomains domains, bool isTcp)
    {
        // Protobuf writes maps as they were filled.
        SortedDictionary<string, Policy>? enforced = null;
        SortedDictionary<string, Policy>? dryRun = null;
        foreach (var policy in policies)
        {
            var target = IsDryRun(policy) ? dryRun ??= new(StringComparer.Ordinal) : enforced ??= new(StringComparer.Ordinal);
            var context = new RuleContext(policy.Namespace, action == RBAC.Types.Action.Allow, isTcp, domains);
            var name = $"{namePrefix}ns[{policy.Namespace}]-policy[{policy.Name}]-rule";
            if (policy.Spec.Rules.Count == 0)
            {
                target[$"{name}[0]"] = RuleCompiler.Never();
            }

            for (var i = 0; i < policy.Spec.Rules.Count; i++)
            {
                if (RuleCompiler.Compile(policy.Spec.Rules[i], context) is { } compiled)
                {
                    target[$"{name}[{i}]"] = compiled;
                }
            }
        }

        return new PolicyRules(Rbac(enforced, action), Rbac(dryRun, action));
    }

    /// <summary>True for a policy that is only tried; a value that is neither true nor false does not switch it off.</summary>
    public static bool IsDryRun(Resource<AuthorizationPolicy> policy) =>
        policy.Meta.Annotations.TryGetValue(DryRunAnnotation, out var value) && True.Contains(value);

    private static RBAC? Rbac(SortedDictionary<string, Policy>? policies, RBAC.Types.Action action) =>
        policies is null ? null : new RBAC { Action = action, Policies = { policies } };
}
