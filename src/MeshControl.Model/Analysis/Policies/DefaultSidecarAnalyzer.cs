using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Policies;

/// <summary>A namespace has at most one Sidecar without a selector.</summary>
internal sealed class DefaultSidecarAnalyzer : IAnalyzer
{
    public string Name => "sidecar.DefaultSelectorAnalyzer";

    public string Description => "Validates that there aren't multiple sidecar resources that have no selector";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.Sidecar];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report) => SelectorConflict.AmongDefaults(
        report, snapshot.Of<Sidecar>(KindCatalog.Sidecar).Where(sidecar => sidecar.Spec.WorkloadSelector is not { Labels.Count: > 0 }),
        AnalysisCodes.MultipleSidecarsWithoutSelectors, "Sidecars");
}
