namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.LabelSelectorRequirement</summary>
public sealed record LabelSelectorRequirement
{
    public string Key { get; init; } = "";

    public string Operator { get; init; } = "";

    public IReadOnlyList<string> Values { get; init; } = [];
}
