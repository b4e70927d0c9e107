using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>An extension provider by its name in the mesh configuration (istio.telemetry.v1alpha1.ProviderRef).</summary>
public sealed record TelemetryProviderRef
{
    [Limits(Required = true, MinLength = 1)]
    public string Name { get; init; } = "";
}
