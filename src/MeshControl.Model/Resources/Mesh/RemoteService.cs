using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>A service that a proxy reports to (istio.mesh.v1alpha1.RemoteService).</summary>
public sealed record RemoteService
{
    public string Address { get; init; } = "";

    public ClientTlsSettings? TlsSettings { get; init; }

    public TcpKeepalive? TcpKeepalive { get; init; }
}
