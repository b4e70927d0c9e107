using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A destination with its share of the requests (istio.networking.v1alpha3.HTTPRouteDestination).</summary>
public sealed record HttpRouteDestination
{
    [Limits(Required = true)]
    public Destination? Destination { get; init; }

    public int Weight { get; init; }

    public Headers? Headers { get; init; }
}
