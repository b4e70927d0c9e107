using Envoy.Extensions.Filters.Http.Cors.V3;
using Envoy.Extensions.Filters.Http.ExtAuthz.V3;
using Envoy.Extensions.Filters.Http.Fault.V3;
using Envoy.Extensions.Filters.Http.JwtAuthn.V3;
using Envoy.Extensions.Filters.Http.Rbac.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Simulation.Access;
using CorsPolicy = Envoy.Extensions.Filters.Http.Cors.V3.CorsPolicy;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>One HTTP filter after the other: what decides by configuration is decided, what asks somebody else or runs code is named.</summary>
internal static class HttpFilters
{
    /// <summary>What a filter does.</summary>
    /// <param name="name">Name of the filter in the chain.</param>
    /// <param name="config">Its configuration.</param>
    public static FilterPass Run(string name, Any config, Routed routed, AccessContext context) => config.TypeUrl[(config.TypeUrl.LastIndexOf('/') + 1)..] switch
    {
        "envoy.extensions.filters.http.rbac.v3.RBAC" => AccessFilter.Run(name, Narrowest(routed, name, RBACPerRoute.Parser)?.Rbac ?? Unpack(config, RBAC.Parser), context),
        "envoy.extensions.filters.http.fault.v3.HTTPFault" => FaultFilter.Run(Narrowest(routed, name, HTTPFault.Parser) ?? Unpack(config, HTTPFault.Parser), context),
        "envoy.extensions.filters.http.cors.v3.Cors" => CorsFilter.Run(Narrowest(routed, name, CorsPolicy.Parser), routed, context),
        "envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication" => TokenFilter.Run(name, Unpack(config, JwtAuthentication.Parser), context),
        "envoy.extensions.filters.http.ext_authz.v3.ExtAuthz" => AskingFilter.Run(name, Unpack(config, ExtAuthz.Parser), context),
        "envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit" => Told(name, "counts; taken as within its limit", context),
        "envoy.extensions.filters.http.ratelimit.v3.RateLimit" => Told(name, "asks the rate limit service; taken as within its limit", context),
        "envoy.extensions.filters.http.lua.v3.Lua" => Told(name, "runs a script; taken as passing the request on unchanged", context),
        "envoy.extensions.filters.http.wasm.v3.Wasm" => Told(name, "runs a module; taken as passing the request on unchanged", context),
        "envoy.extensions.filters.http.ext_proc.v3.ExternalProcessor" => Told(name, "asks a processor; taken as passing the request on unchanged", context),
        _ => new FilterPass(context),
    };

    private static FilterPass Told(string name, string what, AccessContext context) =>
        new(context) { Decisions = [new Decision(DecisionKind.Filter, name, what)] };

    private static T Unpack<T>(Any config, MessageParser<T> parser)
        where T : IMessage<T> => parser.ParseFrom(config.Value);

    private static T? Narrowest<T>(Routed routed, string name, MessageParser<T> parser)
        where T : class, IMessage<T>, new() =>
        routed.FilterConfig(name) is { } any && any.Is(new T().Descriptor) ? parser.ParseFrom(any.Value) : null;
}
