using System.Collections.Immutable;

namespace MeshControl.Generation.Simulation.Mesh;

/// <summary>One way through the first proxy, and what follows at each endpoint that it leads to.</summary>
public sealed record Way(ProxyOutcome Outcome, ImmutableArray<Arrived> Arrivals);
