using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A response that the proxy gives itself (istio.networking.v1alpha3.HTTPDirectResponse).</summary>
public sealed record HttpDirectResponse
{
    [Limits(Required = true)]
    public int Status { get; init; }

    public HttpBody? Body { get; init; }
}
