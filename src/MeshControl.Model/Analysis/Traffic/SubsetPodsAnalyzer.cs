using MeshControl.Model.Analysis.Services;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Traffic;

/// <summary>DestinationRules are for hosts that exist, and their subsets have pods.</summary>
internal sealed class SubsetPodsAnalyzer : IAnalyzer
{
    // Set by the mesh from a pod's node and cluster, which files do not say.
    private static readonly string[] PlaceLabels = ["topology.kubernetes.io/", "topology.istio.io/", "kubernetes.io/hostname"];

    public string Name => "destinationrule.SubsetSelectPodAnalyzer";

    public string Description => "Checks if pods are selected by subsets in destination rules.";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.DestinationRule, KindCatalog.Pod, KindCatalog.Service, KindCatalog.ServiceEntry];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        var hosts = new KnownHosts(snapshot);
        IReadOnlyList<IReadOnlyDictionary<string, string>> workloads =
        [
            .. snapshot.Of<Pod>(KindCatalog.Pod).Select(pod => pod.Meta.Labels),
            .. snapshot.Of<WorkloadEntry>(KindCatalog.WorkloadEntry).Select(entry => entry.Spec.Labels),
            .. snapshot.Of<ServiceEntry>(KindCatalog.ServiceEntry).SelectMany(entry => entry.Spec.Endpoints).Select(endpoint => endpoint.Labels),
        ];
        foreach (var rule in snapshot.Of<DestinationRule>(KindCatalog.DestinationRule).Where(rule => rule.Spec.Host.Length > 0 && !rule.Spec.Host.StartsWith('*')))
        {
            if (hosts.Find(rule.Spec.Host, rule.Namespace) is not { } host)
            {
                if (hosts.CanJudge(rule.Spec.Host, rule.Namespace))
                {
                    report.Tell(
                        AnalysisCodes.UnknownDestinationRuleHost, rule, "spec.host", $"The host {rule.Spec.Host} defined in the DestinationRule does not match any services in the mesh.",
                        "correct the name, or make a Service or ServiceEntry for it");
                }

                continue;
            }

            for (var i = 0; i < rule.Spec.Subsets.Count; i++)
            {
                var subset = rule.Spec.Subsets[i];
                var labels = subset.Labels.Where(pair => !PlaceLabels.Any(prefix => pair.Key.StartsWith(prefix, StringComparison.Ordinal))).ToDictionary();
                if (!workloads.Any(workload => Labels.Match(host.Selector, workload) && Labels.Match(labels, workload)))
                {
                    report.Tell(
                        AnalysisCodes.SubsetSelectsNoPods, rule, $"spec.subsets[{i}]",
                        $"The Subset {subset.Name} defined in the DestinationRule does not select any pods. Which may lead to 503 UH (NoHealthyUpstream).",
                        $"give pods the labels {Labels.Write(subset.Labels)}, or correct the subset's");
                }
            }
        }
    }
}
