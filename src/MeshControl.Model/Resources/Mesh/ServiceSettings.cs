namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.MeshConfig.ServiceSettings</summary>
public sealed record ServiceSettings
{
    public ServiceSettingsValues? Settings { get; init; }

    public IReadOnlyList<string> Hosts { get; init; } = [];
}
