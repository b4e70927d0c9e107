using System.Collections.ObjectModel;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Spans that proxies report; the sampling in percent (istio.telemetry.v1alpha1.Tracing).</summary>
public sealed record TelemetryTracing
{
    public TracingSelector? Match { get; init; }

    public IReadOnlyList<TelemetryProviderRef> Providers { get; init; } = [];

    [Limits(Minimum = 0, Maximum = 100)]
    public double? RandomSamplingPercentage { get; init; }

    public bool? DisableSpanReporting { get; init; }

    public IReadOnlyDictionary<string, TelemetryCustomTag> CustomTags { get; init; } = ReadOnlyDictionary<string, TelemetryCustomTag>.Empty;

    public bool? UseRequestIdForTraceSampling { get; init; }

    public bool? EnableIstioTags { get; init; }

    public bool? DisableContextPropagation { get; init; }
}
