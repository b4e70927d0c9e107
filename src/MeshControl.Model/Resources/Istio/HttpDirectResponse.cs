namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.networking.v1alpha3.HTTPDirectResponse</summary>
public sealed record HttpDirectResponse
{
    public int Status { get; init; }

    public HttpBody? Body { get; init; }
}
