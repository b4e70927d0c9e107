using System.Collections;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace MeshControl.Generation.Output;

/// <summary>An immutable set of resources of one type, sorted by name; shared by all proxy classes that see the same.</summary>
public sealed class ResourceSet : IEquatable<ResourceSet>, IReadOnlyList<EncodedResource>
{
    private readonly ImmutableArray<EncodedResource> _items;
    private readonly Lazy<Dictionary<string, EncodedResource>> _byName;
    private readonly Lazy<string> _version;

    private ResourceSet(ImmutableArray<EncodedResource> items)
    {
        _items = items;
        _byName = new(() => _items.ToDictionary(item => item.Name, StringComparer.Ordinal));
        _version = new(ComputeVersion);
    }

    public static ResourceSet Empty { get; } = new([]);

    public int Count => _items.Length;

    /// <summary>Hash over names and versions: equal sets have equal versions on every replica.</summary>
    public string Version => _version.Value;

    public EncodedResource this[int index] => _items[index];

    /// <summary>Sorts by name; of several with one name the first is kept.</summary>
    public static ResourceSet Create(IEnumerable<EncodedResource> resources)
    {
        var sorted = resources.ToArray();
        // Stable, so that the first of equal names stays first.
        var order = sorted.Select((item, index) => (item, index)).ToArray();
        Array.Sort(order, static (a, b) => string.CompareOrdinal(a.item.Name, b.item.Name) is var c and not 0 ? c : a.index.CompareTo(b.index));
        var kept = ImmutableArray.CreateBuilder<EncodedResource>(order.Length);
        foreach (var (item, _) in order)
        {
            if (kept.Count == 0 || kept[^1].Name != item.Name)
            {
                kept.Add(item);
            }
        }

        return kept.Count == 0 ? Empty : new ResourceSet(kept.DrainToImmutable());
    }

    public EncodedResource? Find(string name) => _byName.Value.GetValueOrDefault(name);

    public EncodedResource? Find(ReadOnlySpan<char> name) =>
        _byName.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var found) ? found : null;

    public bool Equals(ResourceSet? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || Count != other.Count)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            if (!_items[i].Equals(other._items[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as ResourceSet);

    public override int GetHashCode() => Count == 0 ? 0 : HashCode.Combine(Count, _items[0], _items[^1]);

    public ImmutableArray<EncodedResource>.Enumerator GetEnumerator() => _items.GetEnumerator();

    IEnumerator<EncodedResource> IEnumerable<EncodedResource>.GetEnumerator() => ((IEnumerable<EncodedResource>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)_items).GetEnumerator();

    private string ComputeVersion()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in _items)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(item.Name));
            hash.AppendData(Encoding.ASCII.GetBytes(item.Version));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
