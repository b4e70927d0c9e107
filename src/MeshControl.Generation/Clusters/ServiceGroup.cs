using System.Collections.Immutable;
using MeshControl.Incremental;

namespace MeshControl.Generation.Clusters;

/// <summary>
/// A share of a scope's services, small enough to be put together anew when one of them changes, and shared by all scopes with the same share.
/// </summary>
internal sealed class ServiceGroup<TKey>(EquatableArray<TKey> items) : IEquatable<ServiceGroup<TKey>>
{
    // Services go to groups by host, so that a service that comes or goes touches one group.
    private const int GroupSize = 64;
    private const int MaxGroups = 32;
    private readonly int _hash = items.GetHashCode();

    public EquatableArray<TKey> Items { get; } = items;

    public bool Equals(ServiceGroup<TKey>? other) =>
        other is not null && (ReferenceEquals(this, other) || (_hash == other._hash && Items.Equals(other.Items)));

    public override bool Equals(object? obj) => Equals(obj as ServiceGroup<TKey>);

    public override int GetHashCode() => _hash;

    /// <summary>Divides keys among groups by the host that each stands for; empty groups are left out.</summary>
    public static EquatableArray<ServiceGroup<TKey>> Divide(IReadOnlyList<(string Host, TKey Key)> keys)
    {
        var count = 1;
        while (count < MaxGroups && count * GroupSize < keys.Count)
        {
            count *= 2;
        }

        var groups = new ImmutableArray<TKey>.Builder?[count];
        foreach (var (host, key) in keys)
        {
            (groups[StableHash(host) % count] ??= ImmutableArray.CreateBuilder<TKey>()).Add(key);
        }

        return groups.OfType<ImmutableArray<TKey>.Builder>().Select(group => new ServiceGroup<TKey>(group.ToImmutable())).ToEquatableArray();
    }

    // FNV-1a: the same in every process, unlike string.GetHashCode.
    private static int StableHash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return (int)(hash & int.MaxValue);
    }
}
