using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Services;

/// <summary>An auto-registered WorkloadEntry with health checks counts only while its Healthy condition is true (traffic specification 1.6).</summary>
internal static class WorkloadEntryHealth
{
    private const string HealthCheckAnnotation = "proxy.istio.io/health-checks-enabled";

    public static bool IsUsable(Resource<WorkloadEntry> entry) =>
        !(entry.Meta.Annotations.TryGetValue(HealthCheckAnnotation, out var enabled) && enabled == "true")
        || (entry.Status?.Conditions.Any(condition => condition is { Type: "Healthy", Status: "True" }) ?? false);
}
