using Envoy.Service.Ratelimit.V3;
using Google.Protobuf;
using MeshControl.Grpc;
using MeshControl.Grpc.Server;
using MeshControl.Model.RateLimits;
using MeshControl.Server.Engine;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.RateLimiting;

/// <summary>envoy.service.ratelimit.v3.RateLimitService over the policies as they are now. What it cannot decide is an error: the policy says what follows.</summary>
internal sealed class RateLimitService(MeshEngine engine, RateLimiter limiter, RateLimitCallers callers, RateLimitMetrics metrics, ILogger<RateLimitService> log)
{
    internal const string ServiceName = "envoy.service.ratelimit.v3.RateLimitService";

    /// <summary>ShouldRateLimit.</summary>
    /// <exception cref="GrpcStatusException">UNAUTHENTICATED, or UNAVAILABLE before the first configuration and without the store of counts.</exception>
    public async ValueTask<IMessage> ShouldRateLimitAsync(RateLimitRequest request, GrpcCall call)
    {
        await callers.CheckAsync(call);
        if (!engine.IsReady)
        {
            throw new GrpcStatusException(GrpcStatusCode.Unavailable, "not ready: the configuration has not been read completely yet");
        }

        try
        {
            var rules = request.Domain == RateLimitNames.Domain ? engine.RateLimits : GlobalRules.None;
            return await limiter.DecideAsync(request, rules, call.Aborted);
        }
        catch (CounterStoreException e)
        {
            metrics.Failed();
            Log.StoreFailed(log, e.Message);
            throw new GrpcStatusException(GrpcStatusCode.Unavailable, "the counts cannot be reached", e);
        }
    }
}
