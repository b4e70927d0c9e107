using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;

namespace MeshControl.Model.Analysis.Workloads;

/// <summary>Namespaces say whether their pods get a sidecar, and pods have got it.</summary>
internal sealed class InjectionAnalyzer : IAnalyzer
{
    private const string InjectionLabel = "istio-injection";
    private const string RevisionLabel = "istio.io/rev";
    private const string ModeLabel = "istio.io/dataplane-mode";

    public string Name => "injection.Analyzer";

    public string Description => "Checks conditions related to Istio sidecar injection";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.Namespace];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        var injected = new HashSet<string>();
        foreach (var ns in snapshot.Of<Namespace>(KindCatalog.Namespace).Where(ns => !IsSystem(snapshot, ns.Name)))
        {
            var labels = ns.Meta.Labels;
            TellSeveral(ns, report);
            if (labels.GetValueOrDefault(ModeLabel) == "ambient")
            {
                continue;
            }

            if (labels.GetValueOrDefault(InjectionLabel, "").Length == 0 && !labels.ContainsKey(RevisionLabel))
            {
                report.Tell(
                    AnalysisCodes.NamespaceNotInjected, ns, "metadata.name",
                    $"The namespace is not enabled for Istio injection. Run 'kubectl label namespace {ns.Name} istio-injection=enabled' to enable it, or 'kubectl label namespace {ns.Name} istio-injection=disabled' to explicitly mark it as not needing injection.",
                    "");
            }
            else if (labels.GetValueOrDefault(InjectionLabel) == "enabled")
            {
                injected.Add(ns.Name);
            }
        }

        // Pods in files get their sidecar when they are made.
        if (snapshot.IsComplete)
        {
            foreach (var pod in snapshot.Of<Pod>(KindCatalog.Pod).Where(pod => injected.Contains(pod.Namespace) && IsMissing(pod)))
            {
                report.Tell(
                    AnalysisCodes.PodMissingProxy, pod, "",
                    $"The pod {AnalysisReport.FullName(pod.Key)} is missing the Istio proxy. This can often be resolved by restarting or redeploying the workload.", "restart the pod's workload");
            }
        }
    }

    private static void TellSeveral(Resource<Namespace> ns, AnalysisReport report)
    {
        var labels = ns.Meta.Labels;
        var found = new List<string>();
        if (labels.TryGetValue(InjectionLabel, out var injection))
        {
            found.Add($"{InjectionLabel}={injection}");
        }

        found.AddRange(new[] { RevisionLabel, ModeLabel }
            .Where(label => labels.ContainsKey(label) && injection is null or "enabled")
            .Where(labels.ContainsKey)
            .Select(label => $"{label}={labels[label]}"));
        if (found.Count > 1)
        {
            report.Tell(
                AnalysisCodes.NamespaceMultipleInjectionLabels, ns, "metadata.labels",
                $"The namespace has more than one type of injection labels [{string.Join(' ', found)}], which may lead to undefined behavior. Make sure only one injection label exists.",
                "keep one of the labels");
        }
    }

    private static bool IsMissing(Resource<Pod> pod) => !pod.Spec.Spec.HostNetwork && !Mesh.RefusesInjection(pod) && !Mesh.HasProxy(pod);

    private static bool IsSystem(AnalysisSnapshot snapshot, string ns) =>
        ns == snapshot.Settings.SystemNamespace || ns is "kube-system" or "kube-public" or "kube-node-lease" or "local-path-storage";
}
