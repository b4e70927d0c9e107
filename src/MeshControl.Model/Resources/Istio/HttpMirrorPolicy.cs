using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A destination that gets copies of requests, and how many percent (istio.networking.v1alpha3.HTTPMirrorPolicy).</summary>
public sealed record HttpMirrorPolicy
{
    [Limits(Required = true)]
    public Destination? Destination { get; init; }

    public Percent? Percentage { get; init; }
}
