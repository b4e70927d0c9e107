namespace MeshControl.Model.Resources.Mesh;

/// <summary>Telemetry for Stackdriver (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.StackdriverProvider).</summary>
public sealed record StackdriverProvider
{
    public bool Debug { get; init; }

    public long? MaxNumberOfAttributes { get; init; }

    public long? MaxNumberOfAnnotations { get; init; }

    public long? MaxNumberOfMessageEvents { get; init; }

    public int MaxTagLength { get; init; }

    public StackdriverLogging? Logging { get; init; }
}
