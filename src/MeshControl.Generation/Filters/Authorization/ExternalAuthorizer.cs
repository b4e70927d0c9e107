using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Type.Matcher.V3;
using HttpExtAuthz = Envoy.Extensions.Filters.Http.ExtAuthz.V3.ExtAuthz;
using NetworkExtAuthz = Envoy.Extensions.Filters.Network.ExtAuthz.V3.ExtAuthz;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>A service that decides on requests, as the filters that ask it.</summary>
/// <param name="settings">How it is asked about an HTTP request.</param>
internal sealed class ExternalAuthorizer(HttpExtAuthz settings)
{
    /// <summary>The HTTP filter; it asks only about requests whose metadata match.</summary>
    public HttpFilter Http(MetadataMatcher matched)
    {
        var filter = settings.Clone();
        filter.FilterEnabledMetadata = matched;
        return HttpFilterChain.Filter("envoy.filters.http.ext_authz", filter);
    }

    /// <summary>The network filter; null for a service that only understands HTTP.</summary>
    public Filter? Network(MetadataMatcher matched) => settings.GrpcService is null
        ? null
        : NetworkFilters.Create("envoy.filters.network.ext_authz", new NetworkExtAuthz
        {
            StatPrefix = RbacFilters.NetworkStatPrefix,
            GrpcService = settings.GrpcService.Clone(),
            FailureModeAllow = settings.FailureModeAllow,
            TransportApiVersion = settings.TransportApiVersion,
            FilterEnabledMetadata = matched,
        });
}
