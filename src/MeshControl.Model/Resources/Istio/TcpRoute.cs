namespace MeshControl.Model.Resources.Istio;

/// <summary>One rule for TCP connections (istio.networking.v1alpha3.TCPRoute).</summary>
public sealed record TcpRoute
{
    public IReadOnlyList<L4MatchAttributes> Match { get; init; } = [];

    public IReadOnlyList<RouteDestination> Route { get; init; } = [];
}
