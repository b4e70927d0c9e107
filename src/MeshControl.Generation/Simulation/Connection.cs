using System.Net;

namespace MeshControl.Generation.Simulation;

/// <summary>A connection as a proxy gets it.</summary>
public sealed record Connection
{
    public required IPAddress Source { get; init; }

    public int SourcePort { get; init; } = 40000;

    /// <summary>Where the client meant to go, before anything was redirected.</summary>
    public required IPAddress Destination { get; init; }

    public required int DestinationPort { get; init; }

    /// <summary>Null for plaintext.</summary>
    public TlsHello? Tls { get; init; }

    public FirstBytes Bytes { get; init; }
}
