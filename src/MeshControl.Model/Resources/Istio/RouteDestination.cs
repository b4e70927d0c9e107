using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A destination with its share of the connections (istio.networking.v1alpha3.RouteDestination).</summary>
public sealed record RouteDestination
{
    [Limits(Required = true)]
    public Destination? Destination { get; init; }

    public int Weight { get; init; }
}
