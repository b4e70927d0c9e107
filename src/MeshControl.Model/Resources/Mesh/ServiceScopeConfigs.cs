namespace MeshControl.Model.Resources.Mesh;

/// <summary>Services by selector that are local or global (istio.mesh.v1alpha1.MeshConfig.ServiceScopeConfigs).</summary>
public sealed record ServiceScopeConfigs
{
    public LabelSelector? NamespaceSelector { get; init; }

    public LabelSelector? ServicesSelector { get; init; }

    public ServiceScope Scope { get; init; }
}
