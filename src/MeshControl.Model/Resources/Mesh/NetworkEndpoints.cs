using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Endpoints of a network, by address range or by registry (istio.mesh.v1alpha1.Network.NetworkEndpoints).</summary>
public sealed record NetworkEndpoints
{
    [OneOf("ne")]
    public string? FromCidr { get; init; }

    [OneOf("ne")]
    public string? FromRegistry { get; init; }
}
