using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Policies;

/// <summary>A pod has at most one Sidecar by selector, and a Sidecar's selector has pods.</summary>
internal sealed class SidecarSelectorAnalyzer : IAnalyzer
{
    public string Name => "sidecar.SelectorAnalyzer";

    public string Description => "Validates that sidecars that define a workload selector match at least one pod, and that there aren't multiple sidecar resources that select overlapping pods";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.Sidecar, KindCatalog.Pod];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report) => SelectorConflict.AmongSelectors(
        snapshot, report, snapshot.Of<Sidecar>(KindCatalog.Sidecar), sidecar => sidecar.WorkloadSelector?.Labels, "spec.workloadSelector",
        AnalysisCodes.ConflictingSidecarSelectors, "Sidecars");
}
