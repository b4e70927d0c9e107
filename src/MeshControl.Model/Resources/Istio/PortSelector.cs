namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.networking.v1alpha3.PortSelector</summary>
public sealed record PortSelector
{
    public int Number { get; init; }
}
