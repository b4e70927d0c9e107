namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.ServiceEntryVisibility.Policy</summary>
public sealed record VisibilityPolicy
{
    public Visibility Visibility { get; init; }

    public IReadOnlyList<VisibilityMatchRule> MatchingRules { get; init; } = [];
}
