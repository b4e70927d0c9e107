namespace MeshControl.Model.Resources.Mesh;

/// <summary>Who sees ServiceEntries (istio.mesh.v1alpha1.ServiceEntryVisibility).</summary>
public sealed record ServiceEntryVisibility
{
    public Visibility DefaultVisibility { get; init; }

    public bool ApplyToSidecars { get; init; }

    public IReadOnlyList<VisibilityPolicy> Policies { get; init; } = [];
}
