using Envoy.Extensions.Filters.Http.Cors.V3;
using Envoy.Extensions.Filters.Http.Fault.V3;
using Envoy.Extensions.Filters.Http.GrpcWeb.V3;
using Envoy.Extensions.Filters.Http.Router.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Services;
using GrpcStats = Envoy.Extensions.Filters.Http.GrpcStats.V3;

namespace MeshControl.Generation.Filters;

/// <summary>The HTTP filters of a connection manager, in the one order they may have (traffic specification 3.10).</summary>
public static class HttpFilterChain
{
    private static readonly HttpFilter GrpcWebFilter = Filter("envoy.filters.http.grpc_web", new GrpcWeb());

    private static readonly HttpFilter GrpcStatsFilter = Filter(
        "envoy.filters.http.grpc_stats", new GrpcStats.FilterConfig { EmitFilterState = true, StatsForAllMethods = false });

    private static readonly HttpFilter FaultFilter = Filter("envoy.filters.http.fault", new HTTPFault());
    private static readonly HttpFilter CorsFilter = Filter("envoy.filters.http.cors", new Cors());
    private static readonly HttpFilter RouterFilter = Filter("envoy.filters.http.router", new Router());
    private static readonly HttpFilter QuietRouterFilter = Filter("envoy.filters.http.router", new Router { SuppressEnvoyHeaders = true });

    public static IEnumerable<HttpFilter> Build(HttpConnectionManagerOptions options, FilterContext context)
    {
        var slots = context.Extensions.AddTo(options.Slots, context.Side, options.Port);
        var filters = new List<HttpFilter>();

        // An external service decides before any local rule: its verdict may rest on credentials that a later filter consumes.
        filters.AddRange(slots.CustomAuthorization);
        filters.AddRange(slots.BeforeAuthentication);

        // Tokens before rules: rules match on their claims.
        filters.AddRange(slots.Authentication);
        filters.AddRange(slots.BeforeAuthorization);
        filters.AddRange(slots.Authorization);

        // What a policy refused is not seen by the extensions behind it.
        filters.AddRange(slots.AfterAuthorization);

        // Only what is allowed uses up a limit.
        filters.AddRange(slots.RateLimits);

        // Turns gRPC-Web into gRPC before anything counts or routes it.
        if (options.Protocol == Protocol.GrpcWeb)
        {
            filters.Add(GrpcWebFilter);
        }

        filters.Add(GrpcStatsFilter);

        // Idle unless a route configures them.
        filters.Add(FaultFilter);
        filters.Add(CorsFilter);

        // Both act on the route that was chosen, so they stand right before the router.
        filters.AddRange(slots.BeforeRouter);
        if (options.AnnouncesHttpToPeer)
        {
            filters.Add(PeerProtocol.Filter);
        }

        // The router ends the chain.
        filters.Add(context.Proxy.ProxyHeaders?.EnvoyDebugHeaders?.Disabled == true ? QuietRouterFilter : RouterFilter);
        return filters;
    }

    /// <summary>An HTTP filter with its configuration inside.</summary>
    public static HttpFilter Filter(string name, IMessage configuration) => new() { Name = name, TypedConfig = Any.Pack(configuration) };
}
