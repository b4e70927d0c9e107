namespace MeshControl.Model.Resources.Istio;

/// <summary>A share between 0 and 100 (istio.networking.v1alpha3.Percent).</summary>
public sealed record Percent
{
    public double Value { get; init; }
}
