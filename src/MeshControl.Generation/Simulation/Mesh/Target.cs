using System.Net;

namespace MeshControl.Generation.Simulation.Mesh;

/// <summary>What a client's name lookup gives.</summary>
/// <param name="Reason">Whose address it is, in a few words.</param>
public sealed record Target(IPAddress Address, string Reason);
