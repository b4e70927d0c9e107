namespace MeshControl.Model.Resources.Mesh;

/// <summary>Resource attributes from Dynatrace (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.ResourceDetectors.DynatraceResourceDetector).</summary>
public sealed record DynatraceResourceDetector;
