using Envoy.Config.Route.V3;
using Google.Protobuf.WellKnownTypes;

namespace MeshControl.Generation.Listeners;

/// <summary>Parts of route configurations that live inside a listener.</summary>
internal static class InlineRoutes
{
    /// <summary>No limit on streams, and none that a gRPC client could set.</summary>
    public static RouteAction.Types.MaxStreamDuration Unlimited() => new() { MaxStreamDuration_ = new Duration(), GrpcTimeoutHeaderMax = new Duration() };
}
