using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Policies;

/// <summary>AuthorizationPolicies are for workloads and namespaces that exist.</summary>
internal sealed class AuthorizationPolicyAnalyzer : IAnalyzer
{
    public string Name => "auth.AuthorizationPoliciesAnalyzer";

    public string Description => "Checks the validity of authorization policies";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.AuthorizationPolicy, KindCatalog.Namespace, KindCatalog.Pod];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        var pods = snapshot.Of<Pod>(KindCatalog.Pod).Where(pod => Mesh.Includes(snapshot, pod)).ToLookup(pod => pod.Namespace);
        var namespaces = snapshot.Of<Namespace>(KindCatalog.Namespace).Select(ns => ns.Name).ToList();
        foreach (var policy in snapshot.Of<AuthorizationPolicy>(KindCatalog.AuthorizationPolicy))
        {
            CheckWorkloads(snapshot, policy, pods, report);
            CheckNamespaces(policy, namespaces, report);
        }
    }

    private static void CheckWorkloads(AnalysisSnapshot snapshot, Resource<AuthorizationPolicy> policy, ILookup<string, Resource<Pod>> pods, AnalysisReport report)
    {
        var isMeshWide = policy.Namespace == snapshot.Settings.RootNamespace;
        var selector = policy.Spec.Selector?.MatchLabels;
        // What is attached to a Gateway or a Service is judged there.
        if ((isMeshWide && selector is null) || policy.Spec.TargetRef is not null || policy.Spec.TargetRefs.Count > 0)
        {
            return;
        }

        var candidates = isMeshWide ? pods.SelectMany(group => group) : pods[policy.Namespace];
        if (!candidates.Any(pod => Labels.Match(selector, pod)) && (isMeshWide || selector is null || snapshot.Covers(KindCatalog.Pod, policy.Namespace)))
        {
            report.Tell(
                AnalysisCodes.NoMatchingWorkloads, policy, selector is null ? "" : "spec.selector",
                $"No matching workloads for this resource with the following labels: {Labels.Write(selector)}", "correct the selector, or remove the policy");
        }
    }

    private static void CheckNamespaces(Resource<AuthorizationPolicy> policy, List<string> namespaces, AnalysisReport report)
    {
        for (var i = 0; i < policy.Spec.Rules.Count; i++)
        {
            var from = policy.Spec.Rules[i].From;
            for (var j = 0; j < from.Count; j++)
            {
                var path = $"spec.rules[{i}].from[{j}].source";
                foreach (var (field, names) in new[] { ("namespaces", from[j].Source?.Namespaces ?? []), ("notNamespaces", from[j].Source?.NotNamespaces ?? []) })
                {
                    for (var k = 0; k < names.Count; k++)
                    {
                        if (!namespaces.Exists(ns => Matches(ns, names[k])))
                        {
                            report.Tell(
                                AnalysisCodes.ReferencedResourceNotFound, policy, $"{path}.{field}[{k}]", $"Referenced namespace not found: \"{names[k]}\"", "name a namespace that exists");
                        }
                    }
                }
            }
        }
    }

    private static bool Matches(string ns, string pattern) =>
        pattern == "*"
        || (pattern.StartsWith('*') && ns.EndsWith(pattern[1..], StringComparison.Ordinal))
        || (pattern.EndsWith('*') && ns.StartsWith(pattern[..^1], StringComparison.Ordinal))
        || string.Equals(ns, pattern, StringComparison.OrdinalIgnoreCase);
}
