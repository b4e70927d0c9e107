using Envoy.Config.Accesslog.V3;
using MeshControl.Incremental;
using HttpTracing = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Types.Tracing;

namespace MeshControl.Generation.Filters.Observability;

/// <summary>Access logs and tracing of one side of a workload, ready to be put into filters and listeners.</summary>
public sealed record ObservabilityPlan
{
    public static ObservabilityPlan None { get; } = new();

    /// <summary>Logs of HTTP connection managers.</summary>
    public EquatableArray<AccessLog> HttpLogs { get; init; }

    /// <summary>Logs of TCP proxies.</summary>
    public EquatableArray<AccessLog> TcpLogs { get; init; }

    /// <summary>Logs of listeners: connections that no filter chain took.</summary>
    public EquatableArray<AccessLog> ListenerLogs { get; init; }

    public HttpTracing? Tracing { get; init; }

    public bool UsesRequestIdForSampling { get; init; } = true;
}
