using MeshControl.Model.Resources;
using MeshControl.Model.Validation;

namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>
/// What one watch has seen: the last good version of each object (the same instance that the mesh uses), so that a new list becomes the few events
/// that it differs by.
/// </summary>
internal sealed class WatchLedger
{
    private readonly Dictionary<ResourceKey, LedgerEntry> _entries = [];

    public int Count => _entries.Count;

    public IEnumerable<KeyValuePair<ResourceKey, LedgerEntry>> Entries => _entries;

    public bool Holds(ResourceKey key) => _entries.ContainsKey(key);

    public LedgerEntry? Find(ResourceKey key) => _entries.GetValueOrDefault(key);

    /// <summary>Takes one object; null where it means nothing new.</summary>
    public LedgerEntry? Put(DecodedObject seen)
    {
        var known = _entries.GetValueOrDefault(seen.Key);
        var resource = seen.Resource is null ? known?.Resource
            : known?.Resource is { } before && before.Equals(seen.Resource) && before.Meta.Generation == seen.Resource.Meta.Generation ? before
            : seen.Resource;
        if (known is not null && ReferenceEquals(known.Resource, resource) && known.Generation == seen.Generation && known.Api == seen.Api && known.IsRejected == seen.Resource is null && Same(known.Findings, seen.Findings))
        {
            return null;
        }

        var entry = new LedgerEntry(resource, seen.Api, seen.Resource is null, seen.Generation, seen.Findings);
        _entries[seen.Key] = entry;
        return entry;
    }

    public bool Remove(ResourceKey key) => _entries.Remove(key);

    /// <summary>Those that a full list does not name.</summary>
    public IReadOnlyList<ResourceKey> Missing(IEnumerable<DecodedObject> listed)
    {
        var named = listed.Select(seen => seen.Key).ToHashSet();
        return [.. _entries.Keys.Where(key => !named.Contains(key))];
    }

    private static bool Same(IReadOnlyList<Finding> left, IReadOnlyList<Finding> right) => left.Count == right.Count && left.SequenceEqual(right);
}
