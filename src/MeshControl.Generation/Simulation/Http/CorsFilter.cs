using Envoy.Extensions.Filters.Http.Cors.V3;
using MeshControl.Generation.Simulation.Access;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>Cross-origin requests: a preflight is answered here, other requests only get headers on the way back.</summary>
internal static class CorsFilter
{
    public static FilterPass Run(CorsPolicy? policy, Routed routed, AccessContext context)
    {
        var pass = new FilterPass(context);
        // A route that does not forward has no policy for Envoy.
        if (policy is null || routed.Route?.Route_ is null || context.Request is not { } request || request.Header("origin") is not { Length: > 0 } origin
            || (policy.FilterEnabled is { } enabled && Fractions.Of(enabled.DefaultValue) <= 0))
        {
            return pass;
        }

        var isAllowed = policy.AllowOriginStringMatch.Any(matcher => matcher.Exact == "*" || StringMatching.Matches(matcher, origin));
        var text = $"origin {origin} is {(isAllowed ? "" : "not ")}allowed";
        var isPreflight = request.Method == "OPTIONS" && request.Header("access-control-request-method") is { Length: > 0 };
        if (!isPreflight || (!isAllowed && policy.ForwardNotMatchingPreflights is not false))
        {
            return pass with { Decisions = [new Decision(DecisionKind.Filter, "cors", text)] };
        }

        return pass with { Stop = new FilterStop(1, new Decision(DecisionKind.Filter, "cors", text), new Answered(200, "preflight")) };
    }
}
