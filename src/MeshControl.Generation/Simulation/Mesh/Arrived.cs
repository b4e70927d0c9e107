using System.Collections.Immutable;

namespace MeshControl.Generation.Simulation.Mesh;

/// <summary>What happens at one endpoint that a request can land at.</summary>
/// <param name="Endpoint">The endpoint, with its chance among those of its cluster.</param>
/// <param name="At">The pod behind it; null outside of the mesh.</param>
/// <param name="Outcomes">What the pod's proxy does; empty where it has none.</param>
public sealed record Arrived(EndpointChance Endpoint, Workload? At, ImmutableArray<ProxyOutcome> Outcomes);
