namespace MeshControl.Generation.Injection.Capture;

/// <summary>Which of a pod's traffic goes through its proxy (operations specification 1.16).</summary>
public sealed record CaptureSettings
{
    public const int DefaultProxyId = 1337;

    public CaptureMode Mode { get; init; }

    /// <summary>Where connections from the pod arrive.</summary>
    public int OutboundPort { get; init; } = 15001;

    /// <summary>Where connections to the pod arrive.</summary>
    public int InboundPort { get; init; } = 15006;

    /// <summary>The user and the group that the proxy runs as: what either sends goes out as it is.</summary>
    public long ProxyUser { get; init; } = DefaultProxyId;

    public long ProxyGroup { get; init; } = DefaultProxyId;

    /// <summary><c>*</c>, or destinations that are captured, or none.</summary>
    public IReadOnlyList<string> IncludeOutboundRanges { get; init; } = ["*"];

    public IReadOnlyList<string> ExcludeOutboundRanges { get; init; } = [];

    /// <summary><c>*</c>, or ports that are captured, or none.</summary>
    public IReadOnlyList<string> IncludeInboundPorts { get; init; } = ["*"];

    /// <summary>Counts where all inbound ports are captured.</summary>
    public IReadOnlyList<string> ExcludeInboundPorts { get; init; } = [];

    /// <summary>Captured wherever they lead.</summary>
    public IReadOnlyList<string> IncludeOutboundPorts { get; init; } = [];

    public IReadOnlyList<string> ExcludeOutboundPorts { get; init; } = [];

    /// <summary>Network interfaces whose traffic is left alone.</summary>
    public IReadOnlyList<string> ExcludeInterfaces { get; init; } = [];

    /// <summary>Network interfaces of machines inside the pod: what comes in there is on its way out.</summary>
    public IReadOnlyList<string> RerouteInterfaces { get; init; } = [];
}
