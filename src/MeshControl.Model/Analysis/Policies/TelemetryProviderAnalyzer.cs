using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Policies;

/// <summary>Access logging has somewhere to go: providers of its own or the mesh's.</summary>
internal sealed class TelemetryProviderAnalyzer : IAnalyzer
{
    public string Name => "telemetry.ProviderAnalyzer";

    public string Description => "Validates that providers in telemetry resource is valid";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.Telemetry];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        if (snapshot.Settings.Mesh.DefaultProviders is { AccessLogging.Count: > 0 })
        {
            return;
        }

        foreach (var telemetry in snapshot.Of<Telemetry>(KindCatalog.Telemetry))
        {
            for (var i = 0; i < telemetry.Spec.AccessLogging.Count; i++)
            {
                if (telemetry.Spec.AccessLogging[i] is { Disabled: not true, Providers.Count: 0 })
                {
                    report.Tell(
                        AnalysisCodes.InvalidTelemetryProvider, telemetry, $"spec.accessLogging[{i}]",
                        $"The Telemetry {telemetry.Name} in namespace \"{telemetry.Namespace}\" with empty providers will be ignored.",
                        "name a provider, such as envoy, or set defaultProviders.accessLogging of the mesh configuration");
                }
            }
        }
    }
}
