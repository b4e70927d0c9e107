using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Observability;

/// <summary>Tracing of one side of a workload as Telemetry decides it.</summary>
public sealed record TracingChoice
{
    /// <summary>Name of the provider; empty where none was named.</summary>
    public string Provider { get; init; } = "";

    public bool IsDisabled { get; init; }

    /// <summary>Percent of requests; null leaves it to the proxy configuration.</summary>
    public double? RandomSampling { get; init; }

    public IReadOnlyDictionary<string, TelemetryCustomTag>? CustomTags { get; init; }

    public bool UsesRequestId { get; init; } = true;

    public bool HasIstioTags { get; init; } = true;
}
