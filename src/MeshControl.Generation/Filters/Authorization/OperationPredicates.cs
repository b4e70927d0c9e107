using System.Globalization;
using Envoy.Config.Core.V3;
using Envoy.Config.Rbac.V3;
using Envoy.Extensions.Path.Match.UriTemplate.V3;
using Envoy.Type.Matcher.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>What a request wants: the operations of a rule, and the conditions on them, in Envoy's terms (security specification 5.5).</summary>
internal static class OperationPredicates
{
    private const string Experimental = "experimental.";
    private const string EnvoyFilter = Experimental + "envoy.filters.";

    public static void Add(Conjunction<Permission> all, AuthorizationOperation operation, RuleContext context)
    {
        all.Each(operation.Hosts, operation.NotHosts, value => context.IsTcp ? null : Header(":authority", value, ignoreCase: true));
        all.Each(operation.Methods, operation.NotMethods, value => context.IsTcp ? null : Header(":method", value, ignoreCase: false));
        all.Each(operation.Paths, operation.NotPaths, value => context.IsTcp ? null : Path(value));
        all.Each(operation.Ports, operation.NotPorts, Port);
    }

    /// <summary>False where the condition is not about the operation.</summary>
    public static bool Add(Conjunction<Permission> all, AuthorizationCondition condition)
    {
        switch (condition.Key)
        {
            case "destination.ip":
                all.Each(condition.Values, condition.NotValues, static value =>
                    AddressRanges.Parse(value) is { } range ? new Permission { DestinationIp = range } : null);
                return true;
            case "destination.port":
                all.Each(condition.Values, condition.NotValues, Port);
                return true;
            case "connection.sni":
                all.Each(condition.Values, condition.NotValues, static value => new Permission { RequestedServerName = WildcardMatchers.Text(value) });
                return true;
            case var key when key.StartsWith(EnvoyFilter, StringComparison.Ordinal):
                all.Together(condition.Values, condition.NotValues, list => Metadata(key[Experimental.Length..], list));
                return true;
            default:
                return false;
        }
    }

    private static Permission Header(string name, string value, bool ignoreCase) => new() { Header = WildcardMatchers.Header(name, value, ignoreCase) };

    // `{*}` stands for one segment, `{**}` for any number of them.
    private static Permission Path(string value)
    {
        if (!value.Contains("{*}", StringComparison.Ordinal) && !value.Contains("{**}", StringComparison.Ordinal))
        {
            return new Permission { UrlPath = new PathMatcher { Path = WildcardMatchers.Text(value) } };
        }

        var template = value.Replace("{*}", "*", StringComparison.Ordinal).Replace("{**}", "**", StringComparison.Ordinal);
        return new Permission
        {
            UriTemplate = new TypedExtensionConfig { Name = "uri-template", TypedConfig = Any.Pack(new UriTemplateMatchConfig { PathTemplate = template }) },
        };
    }

    private static Permission? Port(string value) =>
        ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? new Permission { DestinationPort = port } : null;

    // `envoy.filters.a.b[key]`; a value in brackets is looked for in a list.
    private static Permission? Metadata(string key, IReadOnlyList<string> values)
    {
        var bracket = key.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0)
        {
            return null;
        }

        var name = key.EndsWith(']') ? key[(bracket + 1)..^1] : key[(bracket + 1)..];
        var matchers = values.Select(static value => value.StartsWith('[') && value.EndsWith(']')
            ? MetadataMatchers.ListWith(MetadataMatchers.String(WildcardMatchers.Text(value.Trim('[', ']'))))
            : MetadataMatchers.String(WildcardMatchers.Text(value)));
        return new Permission { Metadata = MetadataMatchers.At(key[..bracket], [name], MetadataMatchers.Or([.. matchers])) };
    }
}
