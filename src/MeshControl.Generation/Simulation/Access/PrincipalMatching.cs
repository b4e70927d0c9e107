using Envoy.Config.Rbac.V3;
using MeshControl.Generation.Simulation.Http;
using Kind = Envoy.Config.Rbac.V3.Principal.IdentifierOneofCase;

namespace MeshControl.Generation.Simulation.Access;

/// <summary>envoy.config.rbac.v3.Principal: who asks.</summary>
internal static class PrincipalMatching
{
#pragma warning disable CS0612, CS0618 // source_ip is what older rules say; it means the same here.
    public static bool Matches(Principal principal, AccessContext context) => principal.IdentifierCase switch
    {
        Kind.Any => principal.Any,
        Kind.AndIds => principal.AndIds.Ids.All(id => Matches(id, context)),
        Kind.OrIds => principal.OrIds.Ids.Any(id => Matches(id, context)),
        Kind.NotId => !Matches(principal.NotId, context),
        Kind.Authenticated => context.Identity is { } identity
            && (principal.Authenticated.PrincipalName is null || StringMatching.Matches(principal.Authenticated.PrincipalName, identity)),
        Kind.SourceIp => AddressMatching.Contains(principal.SourceIp, context.Origin),
        Kind.DirectRemoteIp => AddressMatching.Contains(principal.DirectRemoteIp, context.Connection.Source),
        Kind.RemoteIp => AddressMatching.Contains(principal.RemoteIp, context.Origin),
        Kind.Header => context.Request is { } request && HeaderMatching.Matches(principal.Header, request),
        Kind.UrlPath => context.Request is { } request && StringMatching.Matches(principal.UrlPath.Path, request.PathOnly),
        Kind.Metadata => MetadataMatching.Matches(principal.Metadata, context.Metadata),
        _ => false,
    };
#pragma warning restore CS0612, CS0618
}
