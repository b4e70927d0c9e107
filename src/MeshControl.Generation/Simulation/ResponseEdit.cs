using System.Collections.Immutable;

namespace MeshControl.Generation.Simulation;

/// <summary>What routes change on the way back: removed names, then headers set and headers added.</summary>
public sealed record ResponseEdit(ImmutableArray<string> Removed, ImmutableArray<HttpHeader> Set, ImmutableArray<HttpHeader> Added)
{
    public static ResponseEdit None { get; } = new([], [], []);
}
