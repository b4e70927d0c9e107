namespace MeshControl.Model.Resources.Mesh;

/// <summary>Settings for services by host (istio.mesh.v1alpha1.MeshConfig.ServiceSettings).</summary>
public sealed record ServiceSettings
{
    public ServiceSettingsValues? Settings { get; init; }

    public IReadOnlyList<string> Hosts { get; init; } = [];
}
