using Envoy.Config.Route.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Listeners.Inbound;

/// <summary>The route configuration inside an inbound listener: everything goes to the workload (traffic specification 4.11).</summary>
internal static class InboundRoutes
{
    private const uint Retries = 2;

    // Safe for any method: the workload has not seen the request.
    private const string RetryOn = "reset-before-request";

    public static RouteConfiguration Build(string cluster, string host, int servicePort, Protocol protocol, HttpRetry? retry)
    {
        var action = new RouteAction { Cluster = cluster, Timeout = new Duration(), MaxStreamDuration = InlineRoutes.Unlimited() };
        if (protocol is not (Protocol.Grpc or Protocol.GrpcWeb))
        {
            action.RetryPolicy = RetryOf(retry);
        }

        return new RouteConfiguration
        {
            Name = cluster,
            ValidateClusters = false,
            VirtualHosts =
            {
                new VirtualHost
                {
                    Name = $"inbound|http|{servicePort}",
                    Domains = { "*" },
                    Routes =
                    {
                        new Route
                        {
                            Name = "default",
                            Match = new RouteMatch { Prefix = "/" },
                            Decorator = new Decorator { Operation = $"{host}:{servicePort}/*" },
                            Route_ = action,
                        },
                    },
                },
            },
        };
    }

    // The mesh may set attempts, conditions and the pause between them; no attempts means none.
    private static RetryPolicy? RetryOf(HttpRetry? wanted)
    {
        if (wanted is { Attempts: <= 0 })
        {
            return null;
        }

        var policy = new RetryPolicy
        {
            NumRetries = wanted is null ? Retries : (uint)wanted.Attempts, RetryOn = wanted is { RetryOn.Length: > 0 } ? wanted.RetryOn : RetryOn,
        };
        if (wanted?.Backoff is { } backoff)
        {
            policy.RetryBackOff = new RetryPolicy.Types.RetryBackOff { BaseInterval = Duration.FromTimeSpan(backoff) };
        }

        return policy;
    }
}
