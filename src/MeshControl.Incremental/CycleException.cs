using System.Collections.Immutable;

namespace MeshControl.Incremental;

/// <summary>A derived value was asked for while it was being computed; <see cref="Path"/> runs from it back to itself.</summary>
public sealed class CycleException(ImmutableArray<string> path)
    : InvalidOperationException($"Derived values depend on each other in a circle: {string.Join(" -> ", path)}")
{
    /// <summary>The values on the circle as <c>name(key)</c>; the first and the last are the same.</summary>
    public ImmutableArray<string> Path { get; } = path;
}
