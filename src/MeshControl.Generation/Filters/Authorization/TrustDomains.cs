using MeshControl.Incremental;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>The trust domain of the mesh and its aliases: a policy written for one of them holds for all (security specification 5.8).</summary>
/// <param name="Names">The trust domain, then the aliases.</param>
public sealed record TrustDomains(EquatableArray<string> Names)
{
    // Stands for the mesh's own trust domain, whatever that is called.
    private const string LocalDomain = "cluster.local";
    private const int PrincipalSegments = 5;

    public static TrustDomains Of(MeshConfig mesh) => new([mesh.TrustDomain, .. mesh.TrustDomainAliases]);

    /// <summary>Each principal of a trust domain of the mesh once for each of its names; any other as it is.</summary>
    public IReadOnlyList<string> ExpandPrincipals(IReadOnlyList<string> principals) => [.. principals.SelectMany(Expand)];

    /// <summary>Each trust domain of the mesh under all of its names; any other as it is.</summary>
    public IReadOnlyList<string> ExpandDomains(IReadOnlyList<string> domains) =>
        [.. domains.SelectMany(domain => Names.Contains(domain) ? Names : (IEnumerable<string>)[domain]).Distinct()];

    private IEnumerable<string> Expand(string principal)
    {
        var segments = principal.Split('/');
        if (segments.Length != PrincipalSegments || segments[0] == "*" || !(segments[0] == LocalDomain || Names.Any(name => Overlap(name, segments[0]))))
        {
            return [principal];
        }

        var rest = principal[segments[0].Length..];
        return Names.Select(name => EndsLike(name, segments[0]) ? principal : name + rest).Distinct();
    }

    private static bool Overlap(string one, string other) =>
        one == other || StartsLike(one, other) || StartsLike(other, one) || EndsLike(one, other) || EndsLike(other, one);

    private static bool StartsLike(string text, string pattern) => pattern.EndsWith('*') && text.StartsWith(pattern[..^1], StringComparison.Ordinal);

    private static bool EndsLike(string text, string pattern) => pattern.StartsWith('*') && text.EndsWith(pattern[1..], StringComparison.Ordinal);
}
