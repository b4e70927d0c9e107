namespace MeshControl.Model.Resources.Mesh;

/// <summary>PROXY protocol at gateways (istio.mesh.v1alpha1.Topology.ProxyProtocolConfiguration).</summary>
public sealed record ProxyProtocolConfiguration;
