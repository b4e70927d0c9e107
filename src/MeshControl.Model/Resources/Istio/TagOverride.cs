namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.telemetry.v1alpha1.MetricsOverrides.TagOverride</summary>
public sealed record TagOverride
{
    public TagOverrideOperation Operation { get; init; }

    public string Value { get; init; } = "";
}
