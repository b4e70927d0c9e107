using System.Collections.Immutable;
using System.Net;

namespace MeshControl.Generation.Simulation;

/// <summary>The connection or request goes on to a cluster.</summary>
/// <param name="Cluster">Name of the cluster.</param>
/// <param name="Endpoints">Where it can land, with chances that add up to 1.</param>
public sealed record Forwarded(string Cluster, ImmutableArray<EndpointChance> Endpoints) : Verdict
{
    /// <summary>The request as it leaves; null for bytes.</summary>
    public HttpRequest? Request { get; init; }

    /// <summary>What is changed on the answer's way back.</summary>
    public ResponseEdit Response { get; init; } = ResponseEdit.None;

    /// <summary>Copies that go elsewhere, and how often.</summary>
    public ImmutableArray<(string Cluster, double Chance)> Mirrors { get; init; } = [];

    /// <summary>The address that outgoing connections are bound to; null for the proxy's own.</summary>
    public IPAddress? BoundSource { get; init; }
}
