using Envoy.Config.Core.V3;
using Envoy.Extensions.Filters.Http.ExtAuthz.V3;
using Envoy.Type.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Filters.Observability;
using MeshControl.Model.Resources.Mesh;
using Enum = System.Enum;
using HttpService = Envoy.Extensions.Filters.Http.ExtAuthz.V3.HttpService;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>External authorizers among the extension providers of the mesh (security specification 5.10).</summary>
/// <param name="mesh">Mesh configuration.</param>
/// <param name="lookup">Finds the service of a provider.</param>
public sealed class ExternalAuthorizers(MeshConfig mesh, ProviderLookup lookup)
{
    private const int MaxPort = 65535;
    private const int MaxNameLength = 63;
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(600);

    /// <summary>Null where the name is unknown, not unique or not an authorizer's, or the provider cannot be used as it is written.</summary>
    internal ExternalAuthorizer? Find(string name)
    {
        var found = mesh.ExtensionProviders.Where(provider => provider.Name == name).ToList();
        return found.Count != 1 || !IsLabel(name) ? null
            : found[0].EnvoyExtAuthzHttp is { } http ? Http(http)
            : found[0].EnvoyExtAuthzGrpc is { } grpc ? Grpc(grpc)
            : null;
    }

    private ExternalAuthorizer? Grpc(EnvoyExternalAuthorizationGrpcProvider provider)
    {
        if (Target(provider.Service, provider.Port) is not { } target || !TryStatus(provider.StatusOnError, out var status))
        {
            return null;
        }

        var service = new GrpcService
        {
            EnvoyGrpc = new GrpcService.Types.EnvoyGrpc { ClusterName = target.Cluster, Authority = target.Host },
            Timeout = Duration.FromTimeSpan(provider.Timeout ?? DefaultTimeout),
        };
        return new ExternalAuthorizer(new ExtAuthz
        {
            GrpcService = service,
            StatusOnError = status,
            FailureModeAllow = provider.FailOpen,
            ClearRouteCache = provider.ClearRouteCache,
            TransportApiVersion = ApiVersion.V3,
            WithRequestBody = Body(provider.IncludeRequestBodyInCheck),
        });
    }

    private ExternalAuthorizer? Http(EnvoyExternalAuthorizationHttpProvider provider)
    {
        if (Target(provider.Service, provider.Port) is not { } target || !TryStatus(provider.StatusOnError, out var status)
            || (provider.PathPrefix.Length > 0 && !provider.PathPrefix.StartsWith('/'))
            || ExternalAuthorizerHeaders.Of(provider) is not { } headers)
        {
            return null;
        }

        var service = new HttpService
        {
            PathPrefix = provider.PathPrefix,
            ServerUri = new HttpUri
            {
                Uri = $"http://{target.Host}", Cluster = target.Cluster, Timeout = Duration.FromTimeSpan(provider.Timeout ?? DefaultTimeout),
            },
            AuthorizationRequest = headers.Added,
            AuthorizationResponse = headers.Returned,
        };
        return new ExternalAuthorizer(new ExtAuthz
        {
            HttpService = service,
            AllowedHeaders = headers.Sent,
            StatusOnError = status,
            FailureModeAllow = provider.FailOpen,
            ClearRouteCache = provider.ClearRouteCache,
            TransportApiVersion = ApiVersion.V3,
            WithRequestBody = Body(provider.IncludeRequestBodyInCheck),
        });
    }

    private ProviderTarget? Target(string service, int port) => port is > 0 and <= MaxPort ? lookup(service, port) : null;

    // Not set is Envoy's own choice, 403.
    private static bool TryStatus(string written, out HttpStatus? status)
    {
        status = null;
        if (written.Length == 0)
        {
            return true;
        }

        if (!int.TryParse(written, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var code) || !Enum.IsDefined((StatusCode)code))
        {
            return false;
        }

        status = new HttpStatus { Code = (StatusCode)code };
        return true;
    }

    private static BufferSettings? Body(EnvoyExternalAuthorizationRequestBody? body) => body is null
        ? null
        : new BufferSettings { MaxRequestBytes = (uint)Math.Max(0, body.MaxRequestBytes), AllowPartialMessage = body.AllowPartialMessage, PackAsBytes = body.PackAsBytes };

    private static bool IsLabel(string name) =>
        name.Length is > 0 and <= MaxNameLength && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && name[0] != '-' && name[^1] != '-';
}
