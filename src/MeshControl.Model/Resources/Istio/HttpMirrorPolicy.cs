namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.networking.v1alpha3.HTTPMirrorPolicy</summary>
public sealed record HttpMirrorPolicy
{
    public Destination? Destination { get; init; }

    public Percent? Percentage { get; init; }
}
