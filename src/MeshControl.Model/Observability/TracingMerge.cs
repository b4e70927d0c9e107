using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Model.Observability;

/// <summary>Merges the tracing of all Telemetry scopes; inner fields replace outer ones whole (traffic specification 10.2).</summary>
public static class TracingMerge
{
    /// <summary>The choice for one side, or null where neither Telemetry nor a default provider says anything.</summary>
    public static TracingChoice? Merge(TelemetryView view, MeshConfig mesh, bool isServer)
    {
        var defaultProvider = mesh.DefaultProviders is { Tracing: [var first, ..] } ? first : "";
        var entries = view.Objects.SelectMany(item => item.Spec.Tracing).ToList();
        if (entries.Count == 0 && defaultProvider.Length == 0)
        {
            return null;
        }

        return entries
            .Where(entry => AccessLogMerge.Applies(entry.Match?.Mode, isServer))
            .Aggregate(new TracingChoice { Provider = defaultProvider }, Overlay);
    }

    private static TracingChoice Overlay(TracingChoice outer, TelemetryTracing entry) => outer with
    {
        Provider = entry.Providers.Count > 0 ? entry.Providers[0].Name : outer.Provider,
        IsDisabled = entry.DisableSpanReporting ?? outer.IsDisabled,
        RandomSampling = entry.RandomSamplingPercentage ?? outer.RandomSampling,
        CustomTags = entry.CustomTags.Count > 0 ? entry.CustomTags : outer.CustomTags,
        UsesRequestId = entry.UseRequestIdForTraceSampling ?? outer.UsesRequestId,
        HasIstioTags = entry.EnableIstioTags ?? outer.HasIstioTags,
    };
}
