using Envoy.Config.Core.V3;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>Header operations of one level of a route table: names to remove, then headers to add or set.</summary>
internal sealed record HeaderLevel(IReadOnlyList<string> Remove, IReadOnlyList<HeaderValueOption> Add);
