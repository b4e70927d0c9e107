using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Mesh;
using EnvoyKeepalive = Envoy.Config.Core.V3.TcpKeepalive;
using Keepalive = MeshControl.Model.Resources.Istio.TcpKeepalive;
using RetryBudget = MeshControl.Model.Resources.Istio.RetryBudget;

namespace MeshControl.Generation.Clusters;

/// <summary>Connection limits, timeouts and keepalive (traffic specification 5.6); zero means unset.</summary>
internal static class ConnectionPoolPart
{
    private const double DefaultBudgetPercent = 20;
    private const int DefaultBudgetConcurrency = 3;

    /// <summary>Limits, connect timeout and keepalive: what every cluster but BlackHole has.</summary>
    public static void ApplyLimits(ClusterDraft draft, ConnectionPoolSettings? pool, RetryBudget? budget, MeshConfig mesh)
    {
        var cluster = draft.Message;
        cluster.ConnectTimeout = Duration.FromTimeSpan(pool?.Tcp?.ConnectTimeout ?? mesh.ConnectTimeout ?? TimeSpan.FromSeconds(10));
        var limits = new CircuitBreakers.Types.Thresholds
        {
            MaxConnections = Limit(pool?.Tcp?.MaxConnections),
            MaxPendingRequests = Limit(pool?.Http?.Http1MaxPendingRequests),
            MaxRequests = Limit(pool?.Http?.Http2MaxRequests),
            MaxRetries = Limit(pool?.Http?.MaxRetries),
        };
        if (budget is not null)
        {
            limits.RetryBudget = new()
            {
                BudgetPercent = new() { Value = budget.Percent ?? DefaultBudgetPercent },
                MinRetryConcurrency = (uint)(budget.MinRetryConcurrency > 0 ? budget.MinRetryConcurrency : DefaultBudgetConcurrency),
            };
        }

        cluster.CircuitBreakers = new() { Thresholds = { limits } };
        ApplyKeepalive(cluster, mesh.TcpKeepalive, pool?.Tcp?.TcpKeepalive);
    }

    /// <summary>Timeouts and limits that live in the HTTP options; to be called when the protocol is chosen.</summary>
    public static void ApplyHttp(ClusterDraft draft, ConnectionPoolSettings? pool)
    {
        if (pool is null)
        {
            return;
        }

        var idle = pool.Http?.IdleTimeout ?? pool.Tcp?.IdleTimeout;
        var duration = pool.Tcp?.MaxConnectionDuration;
        var requests = pool.Http?.MaxRequestsPerConnection ?? 0;
        var streams = pool.Http?.MaxConcurrentStreams ?? 0;
        var keepalive = pool.Http?.Http2KeepAlive;
        if (idle is not null || duration is not null || requests > 0 || streams > 0 || keepalive is not null)
        {
            var common = draft.RequireHttp().CommonHttpProtocolOptions ??= new();
            common.IdleTimeout = ToDuration(idle) ?? common.IdleTimeout;
            common.MaxConnectionDuration = ToDuration(duration) ?? common.MaxConnectionDuration;
            common.MaxRequestsPerConnection = requests > 0 ? (uint)requests : common.MaxRequestsPerConnection;
        }

        if (draft.Http?.ExplicitHttpConfig?.Http2ProtocolOptions is { } http2)
        {
            http2.MaxConcurrentStreams = streams > 0 ? (uint)streams : http2.MaxConcurrentStreams;
            if (keepalive is not null)
            {
                http2.ConnectionKeepalive = new KeepaliveSettings { Interval = ToDuration(keepalive.Interval), Timeout = ToDuration(keepalive.Timeout) };
            }
        }

        if (pool.Http?.UseClientProtocol == true)
        {
            HttpProtocolPart.FollowDownstream(draft);
        }
    }

    private static uint Limit(int? value) => value > 0 ? (uint)value.Value : uint.MaxValue;

    private static Duration? ToDuration(TimeSpan? span) => span is { } value ? Duration.FromTimeSpan(value) : null;

    private static void ApplyKeepalive(Cluster cluster, Keepalive? mesh, Keepalive? rule)
    {
        if (mesh is null && rule is null)
        {
            return;
        }

        var keepalive = new EnvoyKeepalive();
        foreach (var source in new[] { mesh, rule })
        {
            keepalive.KeepaliveProbes = source?.Probes > 0 ? (uint)source.Probes : keepalive.KeepaliveProbes;
            keepalive.KeepaliveTime = Seconds(source?.Time) ?? keepalive.KeepaliveTime;
            keepalive.KeepaliveInterval = Seconds(source?.Interval) ?? keepalive.KeepaliveInterval;
        }

        cluster.UpstreamConnectionOptions = new() { TcpKeepalive = keepalive };
    }

    private static uint? Seconds(TimeSpan? span) => span is { } value ? (uint)value.TotalSeconds : null;
}
