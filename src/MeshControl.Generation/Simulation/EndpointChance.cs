using System.Net;

namespace MeshControl.Generation.Simulation;

/// <summary>An endpoint that can be chosen.</summary>
/// <param name="Host">IP address, or a name that the proxy resolves.</param>
/// <param name="Port">Port.</param>
/// <param name="Chance">How likely among the cluster's endpoints, before load and hashing decide.</param>
public sealed record EndpointChance(string Host, int Port, double Chance)
{
    /// <summary>Where it stands, as region/zone/subzone; empty when not told.</summary>
    public string Locality { get; init; } = "";

    public int Priority { get; init; }

    /// <summary>How the proxy connects; null in plaintext.</summary>
    public UpstreamTls? Tls { get; init; }

    public IPAddress? Address => IPAddress.TryParse(Host, out var address) ? address : null;

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
