using System.Collections.Immutable;

namespace MeshControl.Generation.Routes;

/// <summary>Serialized routes in order; equal when their bytes are.</summary>
public sealed class EncodedRoutes(ImmutableArray<EncodedRoute> items) : IEquatable<EncodedRoutes>
{
    public static EncodedRoutes Empty { get; } = new([]);

    public ImmutableArray<EncodedRoute> Items { get; } = items;

    public bool Equals(EncodedRoutes? other)
    {
        if (other is null || Items.Length != other.Items.Length)
        {
            return false;
        }

        for (var i = 0; i < Items.Length; i++)
        {
            if (!Items[i].Bytes.Span.SequenceEqual(other.Items[i].Bytes.Span))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as EncodedRoutes);

    public override int GetHashCode() => Items.Length;
}
