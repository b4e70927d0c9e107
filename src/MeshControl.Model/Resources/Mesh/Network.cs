namespace MeshControl.Model.Resources.Mesh;

/// <summary>What belongs to a network, and its gateways (istio.mesh.v1alpha1.Network).</summary>
public sealed record Network
{
    public IReadOnlyList<NetworkEndpoints> Endpoints { get; init; } = [];

    public IReadOnlyList<NetworkGateway> Gateways { get; init; } = [];
}
