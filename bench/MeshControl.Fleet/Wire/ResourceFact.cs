using System.Collections.Immutable;

namespace MeshControl.Fleet.Wire;

/// <summary>
/// What a proxy must know of one resource: its name, the names it leads to (a cluster's endpoints, a listener's route tables), and
/// whether it is a route table whose virtual hosts come by themselves. Equal bytes on the wire are one object.
/// </summary>
internal sealed record ResourceFact(string Name, ImmutableArray<string> Targets, bool WantsVirtualHosts);
