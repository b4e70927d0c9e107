using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Policies;

/// <summary>A pod has at most one Telemetry by selector, and a Telemetry's selector has pods.</summary>
internal sealed class TelemetrySelectorAnalyzer : IAnalyzer
{
    public string Name => "telemetry.SelectorAnalyzer";

    public string Description => "Validates that telemetries that define a selector match at least one pod, and that there aren't multiple telemetry resources that select overlapping pods";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.Telemetry, KindCatalog.Pod];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report) => SelectorConflict.AmongSelectors(
        snapshot, report, snapshot.Of<Telemetry>(KindCatalog.Telemetry), telemetry => telemetry.Selector?.MatchLabels, "spec.selector",
        AnalysisCodes.ConflictingTelemetrySelectors, "Telemetries");
}
