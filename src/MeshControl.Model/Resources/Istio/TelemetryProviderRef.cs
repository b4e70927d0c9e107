namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.telemetry.v1alpha1.ProviderRef</summary>
public sealed record TelemetryProviderRef
{
    public string Name { get; init; } = "";
}
