namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.ResourceDetectors</summary>
public sealed record ResourceDetectors
{
    public EnvironmentResourceDetector? Environment { get; init; }

    public DynatraceResourceDetector? Dynatrace { get; init; }
}
