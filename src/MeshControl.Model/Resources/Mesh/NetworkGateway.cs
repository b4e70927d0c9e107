using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>A gateway through which a network is reached (istio.mesh.v1alpha1.Network.IstioNetworkGateway).</summary>
public sealed record NetworkGateway
{
    [OneOf("gw")]
    public string? RegistryServiceName { get; init; }

    [OneOf("gw")]
    public string? Address { get; init; }

    public int Port { get; init; }

    public string Locality { get; init; } = "";
}
