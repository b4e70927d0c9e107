namespace MeshControl.Model.Resources.Istio;

/// <summary>A change of a metric's tag (istio.telemetry.v1alpha1.MetricsOverrides.TagOverride).</summary>
public sealed record TagOverride
{
    public TagOverrideOperation Operation { get; init; }

    public string Value { get; init; } = "";
}
