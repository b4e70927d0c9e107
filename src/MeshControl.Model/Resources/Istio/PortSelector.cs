namespace MeshControl.Model.Resources.Istio;

/// <summary>A port by its number (istio.networking.v1alpha3.PortSelector).</summary>
public sealed record PortSelector
{
    public int Number { get; init; }
}
