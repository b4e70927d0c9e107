namespace MeshControl.Model.Resources.Mesh;

/// <summary>What stands in front of the gateways (istio.mesh.v1alpha1.Topology).</summary>
public sealed record Topology
{
    public int NumTrustedProxies { get; init; }

    public ForwardClientCertDetails ForwardClientCertDetails { get; init; }

    public ProxyProtocolConfiguration? ProxyProtocol { get; init; }
}
