namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.ResourceDetectors.EnvironmentResourceDetector</summary>
public sealed record EnvironmentResourceDetector;
