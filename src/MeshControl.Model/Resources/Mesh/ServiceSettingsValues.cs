namespace MeshControl.Model.Resources.Mesh;

/// <summary>Whether a service is reached in its own cluster only (istio.mesh.v1alpha1.MeshConfig.ServiceSettings.Settings).</summary>
public sealed record ServiceSettingsValues
{
    public bool ClusterLocal { get; init; }
}
