namespace MeshControl.Grpc.Server;

/// <summary>Limits and times of the server side; one value for all methods of a host.</summary>
public sealed record GrpcServerOptions
{
    /// <summary>A larger request ends its call with RESOURCE_EXHAUSTED before it is buffered (subscription lists are large).</summary>
    public int MaxReceiveMessageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>A stream whose peer takes no further bytes for this long is reset; a slow peer that makes progress is not.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A duplex stream is ended with UNAVAILABLE at this age, so that clients spread over replicas; infinite for never.</summary>
    public TimeSpan MaxStreamAge { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Each stream's age limit varies by this share, up or down (0.1 = ±10 %).</summary>
    public double MaxStreamAgeJitter { get; init; } = 0.1;

    /// <summary>How long a handler has to return after its stream was asked to end, before it is cut off.</summary>
    public TimeSpan EndGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>On shutdown the ends of the open streams are spread evenly over this time.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public int MaxStreamsPerConnection { get; init; } = 1000;

    /// <summary>A silent connection is asked for a sign of life after this long, so that dead peers do not hold memory.</summary>
    public TimeSpan KeepAlivePingDelay { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan KeepAlivePingTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock of every timer above.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
