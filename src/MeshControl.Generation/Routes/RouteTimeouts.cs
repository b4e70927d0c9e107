using Envoy.Config.Route.V3;

namespace MeshControl.Generation.Routes;

/// <summary>The timeout of a route, for gRPC deadlines too.</summary>
internal static class RouteTimeouts
{
    /// <summary>Sets it; null means none at all, which Envoy writes as zero.</summary>
    public static RouteAction WithTimeout(this RouteAction action, TimeSpan? timeout = null)
    {
        action.Timeout = Durations.Of(timeout ?? TimeSpan.Zero);
#pragma warning disable CS0612 // Its successor max_stream_duration behaves differently; istiod sends this one as well.
        action.MaxGrpcTimeout = Durations.Of(timeout ?? TimeSpan.Zero);
#pragma warning restore CS0612
        return action;
    }
}
