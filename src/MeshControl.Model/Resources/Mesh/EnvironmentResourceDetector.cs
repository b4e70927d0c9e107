namespace MeshControl.Model.Resources.Mesh;

/// <summary>Resource attributes from the environment (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.ResourceDetectors.EnvironmentResourceDetector).</summary>
public sealed record EnvironmentResourceDetector;
