using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using MeshControl.Incremental.Internal;

namespace MeshControl.Incremental;

/// <summary>
/// A small immutable map in key order (ordinal for strings), equal to another with equal entries; <c>default</c> is empty. JSON: an object, for string keys.
/// </summary>
[CollectionBuilder(typeof(EquatableMap), nameof(EquatableMap.Create))]
[JsonConverter(typeof(EquatableMapConverterFactory))]
public readonly struct EquatableMap<TKey, TValue> : IEquatable<EquatableMap<TKey, TValue>>, IReadOnlyDictionary<TKey, TValue>
    where TKey : notnull
{
    private readonly ImmutableArray<KeyValuePair<TKey, TValue>> _entries;

    /// <summary>Sorts the entries; of several with one key the last counts.</summary>
    public EquatableMap(IEnumerable<KeyValuePair<TKey, TValue>> entries)
    {
        var order = KeyOrder<TKey>.Comparer;
        var sorted = entries.ToArray();
        // Sorting by (key, position) keeps the given order among equal keys.
        var positions = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(positions, (left, right) => order.Compare(sorted[left].Key, sorted[right].Key) is var c and not 0 ? c : left - right);
        var builder = ImmutableArray.CreateBuilder<KeyValuePair<TKey, TValue>>(sorted.Length);
        foreach (var position in positions)
        {
            if (builder.Count > 0 && order.Compare(builder[^1].Key, sorted[position].Key) == 0)
            {
                builder[^1] = sorted[position];
            }
            else
            {
                builder.Add(sorted[position]);
            }
        }

        _entries = builder.DrainToImmutable();
    }

    public static EquatableMap<TKey, TValue> Empty => default;

    public int Count => _entries.IsDefault ? 0 : _entries.Length;

    public bool IsEmpty => Count == 0;

    public IEnumerable<TKey> Keys => Entries.Select(entry => entry.Key);

    public IEnumerable<TValue> Values => Entries.Select(entry => entry.Value);

    public ImmutableArray<KeyValuePair<TKey, TValue>> Entries => _entries.IsDefault ? [] : _entries;

    public TValue this[TKey key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The map has no entry for '{key}'.");

    public bool ContainsKey(TKey key) => IndexOf(key) >= 0;

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var index = IndexOf(key);
        value = index < 0 ? default : _entries[index].Value;
        return index >= 0;
    }

    /// <summary>True if every entry of <paramref name="selector"/> is here with an equal value; an empty selector matches everything.</summary>
    public bool Matches(EquatableMap<TKey, TValue> selector)
    {
        foreach (var (key, wanted) in selector.Entries)
        {
            if (!TryGetValue(key, out var value) || !EqualityComparer<TValue>.Default.Equals(value, wanted))
            {
                return false;
            }
        }

        return true;
    }

    public bool Equals(EquatableMap<TKey, TValue> other)
    {
        if (Count != other.Count)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            if (!EqualityComparer<TKey>.Default.Equals(_entries[i].Key, other._entries[i].Key)
                || !EqualityComparer<TValue>.Default.Equals(_entries[i].Value, other._entries[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is EquatableMap<TKey, TValue> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (key, value) in Entries)
        {
            hash.Add(key);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public ImmutableArray<KeyValuePair<TKey, TValue>>.Enumerator GetEnumerator() => Entries.GetEnumerator();

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        ((IEnumerable<KeyValuePair<TKey, TValue>>)Entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Entries).GetEnumerator();

    public override string ToString() => $"{{{string.Join(", ", Entries.Select(entry => $"{entry.Key}={entry.Value}"))}}}";

    public static bool operator ==(EquatableMap<TKey, TValue> left, EquatableMap<TKey, TValue> right) => left.Equals(right);

    public static bool operator !=(EquatableMap<TKey, TValue> left, EquatableMap<TKey, TValue> right) => !left.Equals(right);

    private int IndexOf(TKey key)
    {
        var order = KeyOrder<TKey>.Comparer;
        int low = 0, high = Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var compared = order.Compare(_entries[middle].Key, key);
            if (compared == 0)
            {
                return middle;
            }

            (low, high) = compared < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
