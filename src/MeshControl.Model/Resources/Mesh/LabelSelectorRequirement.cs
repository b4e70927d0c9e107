namespace MeshControl.Model.Resources.Mesh;

/// <summary>A condition on one label: In, NotIn, Exists or DoesNotExist (istio.mesh.v1alpha1.LabelSelectorRequirement).</summary>
public sealed record LabelSelectorRequirement
{
    public string Key { get; init; } = "";

    public string Operator { get; init; } = "";

    public IReadOnlyList<string> Values { get; init; } = [];
}
