using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Changes of a metric: off, or with other tags (istio.telemetry.v1alpha1.MetricsOverrides).</summary>
public sealed record MetricsOverrides
{
    public MetricSelector? Match { get; init; }

    public bool? Disabled { get; init; }

    public IReadOnlyDictionary<string, TagOverride> TagOverrides { get; init; } = ReadOnlyDictionary<string, TagOverride>.Empty;
}
