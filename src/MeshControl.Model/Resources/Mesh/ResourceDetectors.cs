namespace MeshControl.Model.Resources.Mesh;

/// <summary>Where resource attributes of spans come from (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.ResourceDetectors).</summary>
public sealed record ResourceDetectors
{
    public EnvironmentResourceDetector? Environment { get; init; }

    public DynatraceResourceDetector? Dynatrace { get; init; }
}
