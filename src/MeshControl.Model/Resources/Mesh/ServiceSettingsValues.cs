namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.MeshConfig.ServiceSettings.Settings</summary>
public sealed record ServiceSettingsValues
{
    public bool ClusterLocal { get; init; }
}
