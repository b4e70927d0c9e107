namespace MeshControl.Model.Resources.Mesh;

/// <summary>A visibility and the ServiceEntries that have it (istio.mesh.v1alpha1.ServiceEntryVisibility.Policy).</summary>
public sealed record VisibilityPolicy
{
    public Visibility Visibility { get; init; }

    public IReadOnlyList<VisibilityMatchRule> MatchingRules { get; init; } = [];
}
