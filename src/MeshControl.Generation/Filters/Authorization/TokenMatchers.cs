using Envoy.Config.Rbac.V3;
using Envoy.Type.Matcher.V3;
using MeshControl.Generation.Filters.Authentication;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>Matchers for the claims of a verified token (security specification 4.5, 5.5).</summary>
internal static class TokenMatchers
{
    /// <summary>One of several `issuer/subject`, split at the last slash.</summary>
    public static Principal RequestPrincipals(IReadOnlyList<string> values) =>
        values.Count == 1 ? RequestPrincipal(values[0]) : Principals.Or(values.Select(RequestPrincipal));

    /// <summary>A claim, at the end of a path, that is one of the values or a list with one of them.</summary>
    public static Principal Claim(IEnumerable<string> path, IReadOnlyList<string> values)
    {
        var value = MetadataMatchers.Or([.. values.Select(static value => MetadataMatchers.String(WildcardMatchers.Text(value)))]);
        return Metadata(path, new ValueMatcher { OrMatch = new OrMatcher { ValueMatchers = { MetadataMatchers.ListWith(value), value } } });
    }

    /// <summary>The names in `[a][b]`; null where the text is not of that form.</summary>
    public static string[]? ClaimPath(string brackets)
    {
        if (Bracketed(brackets) is not { } inner)
        {
            return null;
        }

        var names = inner.Split("][");
        return names.Any(static name => name.Length == 0 || name.AsSpan().ContainsAny('[', ']')) ? [inner] : names;
    }

    /// <summary>The text between the first and the last bracket; null where the brackets are missing.</summary>
    public static string? Bracketed(string text) => text.Length > 2 && text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : null;

    private static Principal RequestPrincipal(string value)
    {
        var (issuer, subject) = Split(value);
        return Principals.And([Metadata(["iss"], MetadataMatchers.String(issuer)), Metadata(["sub"], MetadataMatchers.String(subject))]);
    }

    private static (StringMatcher Issuer, StringMatcher Subject) Split(string value)
    {
        if (value == "*")
        {
            return (WildcardMatchers.NotEmpty(), WildcardMatchers.NotEmpty());
        }

        var slash = value.LastIndexOf('/');
        if (slash < 0)
        {
            // Without a slash a star decides which half is meant.
            return value.StartsWith('*') ? (WildcardMatchers.NotEmpty(), WildcardMatchers.Text(value))
                : value.EndsWith('*') ? (WildcardMatchers.Text(value), WildcardMatchers.NotEmpty())
                : (WildcardMatchers.Exact(value), WildcardMatchers.Exact(""));
        }

        var (issuer, subject) = (value[..slash], value[(slash + 1)..]);

        // A star counts at the start of the issuer, else at the end of the subject.
        if (value.StartsWith('*'))
        {
            return (WildcardMatchers.Text(issuer), WildcardMatchers.Exact(subject));
        }

        return (WildcardMatchers.Exact(issuer), subject.EndsWith('*') ? EndingInStar(subject) : WildcardMatchers.Exact(subject));
    }

    // What stands before the star is taken as it is, a star at its start too.
    private static StringMatcher EndingInStar(string value) => value.Length == 1 ? WildcardMatchers.NotEmpty() : new StringMatcher { Prefix = value[..^1] };

    private static Principal Metadata(IEnumerable<string> path, ValueMatcher value) =>
        new() { Metadata = MetadataMatchers.At(JwtAuthenticationBuilder.FilterName, path.Prepend(JwtAuthenticationBuilder.PayloadKey), value) };
}
