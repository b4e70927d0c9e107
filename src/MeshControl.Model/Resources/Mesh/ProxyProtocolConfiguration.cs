namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.Topology.ProxyProtocolConfiguration</summary>
public sealed record ProxyProtocolConfiguration;
