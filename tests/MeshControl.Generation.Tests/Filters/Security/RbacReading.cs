using Envoy.Config.Core.V3;
using Envoy.Config.Rbac.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Path.Match.UriTemplate.V3;
using Envoy.Type.Matcher.V3;

namespace MeshControl.Generation.Tests.Filters.Security;

/// <summary>Rules of Envoy in one line: `[a, b]` all of, `(a | b)` any of, `!` not, `=` exact, `^` prefix, `$` suffix, `~` regex.</summary>
internal static class RbacReading
{
    public static string Describe(this Policy policy) =>
        $"{string.Join("; ", policy.Permissions.Select(Describe))} by {string.Join("; ", policy.Principals.Select(Describe))}";

    private static string Describe(Permission permission) => permission.RuleCase switch
    {
        Permission.RuleOneofCase.Any => "any",
        Permission.RuleOneofCase.NotRule => "!" + Describe(permission.NotRule),
        Permission.RuleOneofCase.AndRules => $"[{string.Join(", ", permission.AndRules.Rules.Select(Describe))}]",
        Permission.RuleOneofCase.OrRules => $"({string.Join(" | ", permission.OrRules.Rules.Select(Describe))})",
        Permission.RuleOneofCase.Header => Describe(permission.Header),
        Permission.RuleOneofCase.UrlPath => "path" + Describe(permission.UrlPath.Path),
        Permission.RuleOneofCase.UriTemplate => "template=" + permission.UriTemplate.TypedConfig.Unpack<UriTemplateMatchConfig>().PathTemplate,
        Permission.RuleOneofCase.DestinationPort => "port=" + permission.DestinationPort,
        Permission.RuleOneofCase.DestinationIp => "to=" + Describe(permission.DestinationIp),
        Permission.RuleOneofCase.RequestedServerName => "sni" + Describe(permission.RequestedServerName),
        Permission.RuleOneofCase.Metadata => Describe(permission.Metadata),
        _ => permission.ToString(),
    };

    private static string Describe(Principal principal) => principal.IdentifierCase switch
    {
        Principal.IdentifierOneofCase.Any => "any",
        Principal.IdentifierOneofCase.NotId => "!" + Describe(principal.NotId),
        Principal.IdentifierOneofCase.AndIds => $"[{string.Join(", ", principal.AndIds.Ids.Select(Describe))}]",
        Principal.IdentifierOneofCase.OrIds => $"({string.Join(" | ", principal.OrIds.Ids.Select(Describe))})",
        Principal.IdentifierOneofCase.Authenticated => "peer" + Describe(principal.Authenticated.PrincipalName),
        Principal.IdentifierOneofCase.DirectRemoteIp => "from=" + Describe(principal.DirectRemoteIp),
        Principal.IdentifierOneofCase.RemoteIp => "client=" + Describe(principal.RemoteIp),
        Principal.IdentifierOneofCase.Header => Describe(principal.Header),
        Principal.IdentifierOneofCase.Metadata => Describe(principal.Metadata),
        _ => principal.ToString(),
    };

    private static string Describe(CidrRange range) => $"{range.AddressPrefix}/{range.PrefixLen}";

    private static string Describe(HeaderMatcher header) =>
        header.Name + (header.HeaderMatchSpecifierCase == HeaderMatcher.HeaderMatchSpecifierOneofCase.PresentMatch ? "?" : Describe(header.StringMatch));

    private static string Describe(MetadataMatcher metadata)
    {
        var filter = metadata.Filter == "envoy.filters.http.jwt_authn" ? "token" : metadata.Filter;
        return $"{filter}.{string.Join('.', metadata.Path.Select(segment => segment.Key))}{Describe(metadata.Value)}";
    }

    private static string Describe(ValueMatcher value) => value.MatchPatternCase switch
    {
        ValueMatcher.MatchPatternOneofCase.StringMatch => Describe(value.StringMatch),
        ValueMatcher.MatchPatternOneofCase.ListMatch => $"[*]{Describe(value.ListMatch.OneOf)}",
        ValueMatcher.MatchPatternOneofCase.OrMatch => $"({string.Join(" | ", value.OrMatch.ValueMatchers.Select(Describe))})",
        _ => value.ToString(),
    };

    private static string Describe(StringMatcher text) => text.MatchPatternCase switch
    {
        StringMatcher.MatchPatternOneofCase.Exact => "=" + text.Exact,
        StringMatcher.MatchPatternOneofCase.Prefix => "^" + text.Prefix,
        StringMatcher.MatchPatternOneofCase.Suffix => "$" + text.Suffix,
        _ => "~" + text.SafeRegex.Regex,
    } + (text.IgnoreCase ? "/i" : "");
}
