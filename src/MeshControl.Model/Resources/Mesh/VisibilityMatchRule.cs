using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>ServiceEntries that a visibility policy is for (istio.mesh.v1alpha1.ServiceEntryVisibility.MatchRule).</summary>
public sealed record VisibilityMatchRule
{
    [OneOf("matcher")]
    public LabelSelector? NamespaceSelector { get; init; }
}
