using MeshControl.Incremental;

namespace MeshControl.Model.Services;

/// <summary>Every endpoint of a service, all ports, in registry order.</summary>
public sealed record EndpointSetView(EquatableArray<MeshEndpoint> Endpoints)
{
    public static EndpointSetView Empty { get; } = new(EquatableArray<MeshEndpoint>.Empty);

    /// <summary>The endpoints of one service port.</summary>
    public IEnumerable<MeshEndpoint> OfPort(string servicePortName) =>
        Endpoints.Where(endpoint => endpoint.ServicePortName == servicePortName);
}
