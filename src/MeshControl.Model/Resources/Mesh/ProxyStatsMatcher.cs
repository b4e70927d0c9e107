namespace MeshControl.Model.Resources.Mesh;

/// <summary>Statistics that a proxy keeps (istio.mesh.v1alpha1.ProxyConfig.ProxyStatsMatcher).</summary>
public sealed record ProxyStatsMatcher
{
    public IReadOnlyList<string> InclusionPrefixes { get; init; } = [];

    public IReadOnlyList<string> InclusionSuffixes { get; init; } = [];

    public IReadOnlyList<string> InclusionRegexps { get; init; } = [];
}
