namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.networking.v1alpha3.Percent</summary>
public sealed record Percent
{
    public double Value { get; init; }
}
