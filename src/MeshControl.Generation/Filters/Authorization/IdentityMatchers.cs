using Envoy.Config.Rbac.V3;
using Envoy.Type.Matcher.V3;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>Matchers for the SPIFFE identity of a peer's certificate, as in `spiffe://domain/ns/namespace/sa/account` (security specification 5.5).</summary>
internal static class IdentityMatchers
{
    private const string Scheme = "spiffe://";

    /// <summary>A principal without the scheme; `*` is any peer with a certificate.</summary>
    public static Principal Principal(string value)
    {
        if (value == "*")
        {
            return Of(WildcardMatchers.NotEmpty());
        }

        // A plain suffix would also match a name that is no SPIFFE identity.
        if (value.StartsWith('*'))
        {
            return Of(WildcardMatchers.Regex(Scheme + ".*" + WildcardMatchers.Quote(value[1..])));
        }

        return Of(WildcardMatchers.Text(Scheme + value));
    }

    /// <summary>A namespace, in which a star stands for anything.</summary>
    public static Principal Namespace(string value) =>
        Of(WildcardMatchers.Regex($".*/ns/{string.Join(".*", value.Split('*').Select(WildcardMatchers.Quote))}/.*"));

    /// <summary>`account` of the policy's namespace, or `namespace/account`.</summary>
    public static Principal ServiceAccount(string value, string policyNamespace)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var ns = WildcardMatchers.Quote(slash < 0 ? policyNamespace : value[..slash]);
        return Of(WildcardMatchers.Regex($"{Scheme}.+/ns/{ns}/(.+/|)sa/{WildcardMatchers.Quote(value[(slash + 1)..])}(/.+)?"));
    }

    /// <summary>A trust domain, with at most one star.</summary>
    public static Principal TrustDomain(string value)
    {
        if (value == "*")
        {
            return Of(new StringMatcher { Prefix = Scheme });
        }

        var star = value.IndexOf('*', StringComparison.Ordinal);
        return star < 0
            ? Of(new StringMatcher { Prefix = $"{Scheme}{value}/" })
            : Of(WildcardMatchers.Regex($"{Scheme}{WildcardMatchers.Quote(value[..star])}[^/]*{WildcardMatchers.Quote(value[(star + 1)..])}/.*"));
    }

    private static Principal Of(StringMatcher name) =>
        new() { Authenticated = new Principal.Types.Authenticated { PrincipalName = name } };
}
