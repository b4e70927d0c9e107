using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Policies;

/// <summary>A namespace has at most one Telemetry that is for all of it.</summary>
internal sealed class DefaultTelemetryAnalyzer : IAnalyzer
{
    public string Name => "telemetry.DefaultSelectorAnalyzer";

    public string Description => "Validates that there aren't multiple telemetry resources that have no selector";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.Telemetry];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report) => SelectorConflict.AmongDefaults(
        report,
        snapshot.Of<Telemetry>(KindCatalog.Telemetry)
            .Where(telemetry => telemetry.Spec.Selector is not { MatchLabels.Count: > 0 } && telemetry.Spec.TargetRef is null && telemetry.Spec.TargetRefs.Count == 0),
        AnalysisCodes.MultipleTelemetriesWithoutSelectors, "Telemetries");
}
