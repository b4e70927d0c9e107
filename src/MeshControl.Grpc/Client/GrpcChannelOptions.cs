namespace MeshControl.Grpc.Client;

/// <summary>Limits of a <see cref="GrpcChannel"/>.</summary>
public sealed record GrpcChannelOptions
{
    public int MaxReceiveMessageBytes { get; init; } = 64 * 1024 * 1024;

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gives every duplex stream a connection of its own, as a fleet of proxies has.</summary>
    public bool ConnectionPerStream { get; init; }

    /// <summary>The receive window a stream starts with, 64 KiB to 16 MiB; it grows as needed.</summary>
    public int InitialStreamWindowBytes { get; init; } = 64 * 1024;

    /// <summary>Pings an idle connection this often to find out that it is dead; infinite for never.</summary>
    public TimeSpan KeepAlivePingDelay { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Connects to somewhere else than the address says, e.g. a Unix socket or a port-forward.</summary>
    public Func<CancellationToken, ValueTask<Stream>>? Connect { get; init; }

    /// <summary>The clock of deadlines.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
