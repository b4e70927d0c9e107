using Envoy.Type.Matcher.V3;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Routes;

/// <summary>Header names of the form `@request.auth.claims.a.b` or `@request.auth.claims[a][b]`: routing by the claims of a validated token.</summary>
internal static class ClaimMatcher
{
    private const string Prefix = "@request.auth.claims";
    private const string Filter = "envoy.filters.http.jwt_authn";

    /// <summary>Null where the name is an ordinary header.</summary>
    public static MetadataMatcher? Build(string name, StringMatch? match, bool inverted)
    {
        if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || Claims(name[Prefix.Length..]) is not { } claims)
        {
            return null;
        }

        var result = new MetadataMatcher { Filter = Filter, Invert = inverted, Value = Value(match) };
        result.Path.Add(Segment("payload"));
        result.Path.AddRange(claims.Select(Segment));
        return result;
    }

    // A claim may be one string or a list of them.
    private static ValueMatcher Value(StringMatch? match)
    {
        if (StringMatchers.IsPresence(match))
        {
            return new ValueMatcher { PresentMatch = true };
        }

        var one = new ValueMatcher { StringMatch = StringMatchers.Build(match!) };
        var list = new ValueMatcher { ListMatch = new ListMatcher { OneOf = one.Clone() } };
        return new ValueMatcher { OrMatch = new OrMatcher { ValueMatchers = { list, one } } };
    }

    private static string[]? Claims(string rest)
    {
        if (rest.StartsWith('.'))
        {
            return rest[1..].Split('.');
        }

        return rest.StartsWith('[') && rest.EndsWith(']') ? rest[1..^1].Split("][") : null;
    }

    private static MetadataMatcher.Types.PathSegment Segment(string key) => new() { Key = key };
}
