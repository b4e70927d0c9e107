namespace MeshControl.Model.Resources.Mesh;

/// <summary>Access logs to a file (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyFileAccessLogProvider).</summary>
public sealed record EnvoyFileAccessLogProvider
{
    public string Path { get; init; } = "";

    public FileLogFormat? LogFormat { get; init; }

    public bool OmitEmptyValues { get; init; }
}
