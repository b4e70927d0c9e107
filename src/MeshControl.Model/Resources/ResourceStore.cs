using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources;

/// <summary>
/// The objects of one cluster or folder, as they are in use: the last valid version of each, one per key, unread ones left out.
/// Not thread-safe: it has one owner. Equal content is no change.
/// </summary>
public sealed class ResourceStore
{
    // Several sources may hold the same object; the first of the list is in use.
    private readonly Dictionary<ResourceKey, List<Resource>> _versions = [];
    private readonly Dictionary<string, HashSet<ResourceKey>> _keysOfSource = [];
    private readonly SortedSet<ResourceKey> _duplicates = [];
    private readonly FindingIndex _findings = new();

    public int Count => _versions.Count;

    /// <summary>Every object in use, in no particular order.</summary>
    public IEnumerable<Resource> All => _versions.Values.Select(versions => versions[0]);

    /// <summary>What there is to tell about all sources as they are now, refused objects included; ordered by place.</summary>
    public IReadOnlyList<Finding> Findings =>
        [.. _findings.All.Concat(_duplicates.SelectMany(TellDuplicate)).OrderBy(f => f.Origin.Source, StringComparer.Ordinal).ThenBy(f => f.Origin.Line)];

    /// <summary>The version in use, or null.</summary>
    public Resource? Find(ResourceKey key) => _versions.TryGetValue(key, out var versions) ? versions[0] : null;

    /// <summary>Applies all events as one change.</summary>
    public ChangeSet Apply(IEnumerable<ResourceEvent> events)
    {
        var before = new SortedDictionary<ResourceKey, Resource?>();
        foreach (var resourceEvent in events)
        {
            Apply(resourceEvent, before);
        }

        var changes = new List<ResourceChange>();
        foreach (var (key, old) in before)
        {
            var now = Find(key);
            if (!Equals(old, now))
            {
                changes.Add(new(key, old, now));
            }
        }

        return changes.Count == 0 ? ChangeSet.Empty : new(changes);
    }

    private void Apply(ResourceEvent resourceEvent, SortedDictionary<ResourceKey, Resource?> before)
    {
        switch (resourceEvent)
        {
            case ResourceUpserted upserted:
                _findings.SetObject(upserted.Resource.Meta.Origin.Source, upserted.Resource.Key, upserted.Findings);
                Put(upserted.Resource, before);
                break;
            case ResourceRejected rejected:
                _findings.SetObject(rejected.Source, rejected.Key, rejected.Findings);
                break;
            case ResourceDeleted deleted:
                Remove(deleted.Source, deleted.Key, before);
                break;
            case SourceReplaced replaced:
                ReplaceSource(replaced.Content, before);
                break;
            case KindReplaced replaced:
                ReplaceKind(replaced, before);
                break;
            default:
                throw new ArgumentException($"unknown event {resourceEvent.GetType().Name}", nameof(resourceEvent));
        }
    }

    private void ReplaceKind(KindReplaced content, SortedDictionary<ResourceKey, Resource?> before)
    {
        var listed = content.Resources.Select(r => r.Key).Concat(content.Rejected.Select(r => r.Key)).ToHashSet();
        RemoveWhere(content.Source, key => key.Kind == content.Kind.Id && !listed.Contains(key), before);
        var warnings = content.Findings.ToLookup(f => f.Resource);
        foreach (var resource in content.Resources)
        {
            _findings.SetObject(content.Source, resource.Key, [.. warnings[resource.Key]]);
            Put(resource, before);
        }

        foreach (var rejected in content.Rejected)
        {
            _findings.SetObject(rejected.Source, rejected.Key, rejected.Findings);
        }
    }

    private void ReplaceSource(ManifestReadResult content, SortedDictionary<ResourceKey, Resource?> before)
    {
        _findings.SetReading(content.Source, content.Findings);
        var held = new HashSet<ResourceKey>(content.Rejected);
        foreach (var resource in content.Resources)
        {
            if (held.Add(resource.Key))
            {
                Put(resource, before);
            }
            else
            {
                _findings.Add(content.Source, Duplicate(resource, "the same object stands earlier in this file"));
            }
        }

        if (!content.IsIncomplete)
        {
            RemoveWhere(content.Source, key => !held.Contains(key), before);
        }
    }

    private void Put(Resource resource, SortedDictionary<ResourceKey, Resource?> before)
    {
        var key = resource.Key;
        var source = resource.Meta.Origin.Source;
        var known = _versions.GetValueOrDefault(key)?.Find(r => r.Meta.Origin.Source == source);
        if (ReferenceEquals(known, resource))
        {
            return;
        }

        if (!Relevance.IsRead(resource))
        {
            Remove(source, key, before);
            return;
        }

        before.TryAdd(key, Find(key));
        if (!_versions.TryGetValue(key, out var versions))
        {
            _versions[key] = versions = [];
        }

        if (known is not null)
        {
            versions.Remove(known);
        }

        versions.Add(resource);
        versions.Sort(ComparePrecedence);
        if (!_keysOfSource.TryGetValue(source, out var keys))
        {
            _keysOfSource[source] = keys = [];
        }

        keys.Add(key);
        MarkDuplicates(key, versions.Count);
    }

    private void Remove(string source, ResourceKey key, SortedDictionary<ResourceKey, Resource?> before)
    {
        _findings.SetObject(source, key, []);
        if (!_versions.TryGetValue(key, out var versions) || versions.FindIndex(r => r.Meta.Origin.Source == source) is not (>= 0 and var index))
        {
            return;
        }

        before.TryAdd(key, versions[0]);
        versions.RemoveAt(index);
        if (versions.Count == 0)
        {
            _versions.Remove(key);
        }

        _keysOfSource[source].Remove(key);
        MarkDuplicates(key, versions.Count);
    }

    private void RemoveWhere(string source, Func<ResourceKey, bool> gone, SortedDictionary<ResourceKey, Resource?> before)
    {
        foreach (var key in _findings.KeysOf(source).Concat(_keysOfSource.GetValueOrDefault(source) ?? []).Where(gone).ToList())
        {
            Remove(source, key, before);
        }
    }

    private void MarkDuplicates(ResourceKey key, int versions)
    {
        if (versions > 1)
        {
            _duplicates.Add(key);
        }
        else
        {
            _duplicates.Remove(key);
        }
    }

    private IEnumerable<Finding> TellDuplicate(ResourceKey key) =>
        _versions[key].Skip(1).Select(ignored => Duplicate(ignored, $"the same object in {_versions[key][0].Meta.Origin} is used instead"));

    private static Finding Duplicate(Resource ignored, string why) => new()
    {
        Severity = FindingSeverity.Warning,
        Code = FindingCode.DuplicateObject,
        Resource = ignored.Key,
        Message = "this object is not used: " + why,
        Fix = "remove one of the two, or rename it",
        Origin = ignored.Meta.Origin,
    };

    // The older object wins; among equals the first file.
    private static int ComparePrecedence(Resource left, Resource right)
    {
        var byAge = left.Meta.Created.CompareTo(right.Meta.Created);
        return byAge != 0 ? byAge : string.CompareOrdinal(left.Meta.Origin.Source, right.Meta.Origin.Source);
    }
}
