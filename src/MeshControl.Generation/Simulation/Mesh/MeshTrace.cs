using System.Collections.Immutable;

namespace MeshControl.Generation.Simulation.Mesh;

/// <summary>A request's ways through the mesh.</summary>
/// <param name="From">The pod whose proxy is the first.</param>
/// <param name="Entry">Whether the request leaves that pod or comes to it as a gateway.</param>
/// <param name="Connection">As the first proxy gets it.</param>
/// <param name="Lookup">How the destination was found.</param>
public sealed record MeshTrace(Workload From, Arrival Entry, Connection Connection, string Lookup, ImmutableArray<Way> Ways);
