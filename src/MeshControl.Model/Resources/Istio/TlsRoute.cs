using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>One rule for TLS connections that are passed through (istio.networking.v1alpha3.TLSRoute).</summary>
public sealed record TlsRoute
{
    [Limits(Required = true)]
    public IReadOnlyList<TlsMatchAttributes> Match { get; init; } = [];

    public IReadOnlyList<RouteDestination> Route { get; init; } = [];
}
