using Envoy.Config.Rbac.V3;
using Envoy.Extensions.Path.Match.UriTemplate.V3;
using MeshControl.Generation.Simulation.Http;
using Kind = Envoy.Config.Rbac.V3.Permission.RuleOneofCase;

namespace MeshControl.Generation.Simulation.Access;

/// <summary>envoy.config.rbac.v3.Permission: what is asked for.</summary>
internal static class PermissionMatching
{
    public static bool Matches(Permission permission, AccessContext context) => permission.RuleCase switch
    {
        Kind.Any => permission.Any,
        Kind.AndRules => permission.AndRules.Rules.All(rule => Matches(rule, context)),
        Kind.OrRules => permission.OrRules.Rules.Any(rule => Matches(rule, context)),
        Kind.NotRule => !Matches(permission.NotRule, context),
        Kind.Header => context.Request is { } request && HeaderMatching.Matches(permission.Header, request),
        Kind.UrlPath => context.Request is { } request && StringMatching.Matches(permission.UrlPath.Path, request.PathOnly),
        Kind.UriTemplate => context.Request is { } request && permission.UriTemplate.TypedConfig.TryUnpack(out UriTemplateMatchConfig template)
            && UriTemplate.IsMatch(template.PathTemplate, request.PathOnly),
        Kind.DestinationIp => AddressMatching.Contains(permission.DestinationIp, context.Connection.Destination),
        Kind.DestinationPort => permission.DestinationPort == context.Connection.DestinationPort,
        Kind.DestinationPortRange => context.Connection.DestinationPort >= permission.DestinationPortRange.Start
            && context.Connection.DestinationPort < permission.DestinationPortRange.End,
        Kind.Metadata => MetadataMatching.Matches(permission.Metadata, context.Metadata),
        Kind.RequestedServerName => StringMatching.Matches(permission.RequestedServerName, context.ServerName),
        _ => false,
    };
}
