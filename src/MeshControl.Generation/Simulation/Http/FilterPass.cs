using System.Collections.Immutable;
using MeshControl.Generation.Simulation.Access;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>What one filter does with a request.</summary>
/// <param name="Context">The context that later filters see.</param>
internal sealed record FilterPass(AccessContext Context)
{
    /// <summary>What to tell of a request that goes on.</summary>
    public ImmutableArray<Decision> Decisions { get; init; } = [];

    /// <summary>The answer it may give.</summary>
    public FilterStop? Stop { get; init; }
}
