using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace MeshControl.Testing.Kubernetes;

/// <summary>The objects of a fake API server, with one counter of versions for all kinds, as etcd has.</summary>
internal sealed class FakeStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Group, string Plural), FakeCollection> _collections = [];
    private readonly Dictionary<string, (ImmutableArray<StoredObject> Left, long Version)> _pages = [];
    private long _version = 1000;
    private int _page;

    public StoredObject? Get((string Group, string Plural) kind, string key)
    {
        lock (_gate)
            return Collection(kind).Objects.GetValueOrDefault(key);
    }

    public ImmutableArray<StoredObject> All((string Group, string Plural) kind)
    {
        lock (_gate)
            return [.. Collection(kind).Objects.Values];
    }

    public (ImmutableArray<StoredObject> Items, long Version, string? Continue, int Remaining) List(
        (string Group, string Plural) kind, string @namespace, FakeSelector selector, int limit, string? token)
    {
        lock (_gate)
        {
            (ImmutableArray<StoredObject> Left, long Version) state;
            if (token is null)
            {
                state = ([.. Collection(kind).Objects.Values.Where(o => (@namespace.Length == 0 || o.Namespace == @namespace) && selector.Matches(o.Json))], _version);
            }
            else if (!_pages.Remove(token, out state))
            {
                throw new FakeAnswerException(FakeAnswer.Expired with { Message = "The provided continue parameter is too old" });
            }

            if (limit == 0 || state.Left.Length <= limit)
                return (state.Left, state.Version, null, 0);
            var next = $"page-{++_page}";
            _pages[next] = (state.Left[limit..], state.Version);
            return (state.Left[..limit], state.Version, next, state.Left.Length - limit);
        }
    }

    /// <summary>Changes one object: <paramref name="change"/> gets what there is (or null) and answers what there shall be (or null to delete).</summary>
    public StoredObject? Change((string Group, string Plural) kind, string key, Func<StoredObject?, StoredObject?> change)
    {
        lock (_gate)
        {
            var collection = Collection(kind);
            var old = collection.Objects.GetValueOrDefault(key);
            var made = change(old);
            if (made is null && old is null)
                return null;
            if (made is not null && old is not null && JsonNode.DeepEquals(made.Json, old.Json))
            {
                // Nothing changed but perhaps who owns it: no version, no event.
                return collection.Objects[key] = old with { Owned = made.Owned };
            }

            _version++;
            var stored = Stamp((made ?? old)!, _version);
            if (made is null)
                collection.Objects.Remove(key);
            else
                collection.Objects[key] = stored;
            collection.Events.Add(new StoreEvent(_version, old, stored, Deleted: made is null));
            foreach (var watch in collection.Watches)
                watch.Wake();
            return stored;
        }
    }

    /// <summary>Adds a watch and says where in the events it begins; without a version it begins with what there is.</summary>
    public (ImmutableArray<StoredObject> Initial, int Next) Begin((string Group, string Plural) kind, FakeWatch watch, string from)
    {
        lock (_gate)
        {
            var collection = Collection(kind);
            var version = from.Length == 0 ? 0 : long.TryParse(from, out var parsed) ? parsed : throw new FakeAnswerException(new FakeAnswer(400, "BadRequest", "invalid resourceVersion"));
            if (version != 0 && version < collection.Compacted)
                throw new FakeAnswerException(FakeAnswer.Expired);
            collection.Watches.Add(watch);
            if (version == 0)
                return ([.. collection.Objects.Values], collection.Events.Count);
            var next = collection.Events.FindIndex(e => e.Version > version);
            return ([], next < 0 ? collection.Events.Count : next);
        }
    }

    public void End((string Group, string Plural) kind, FakeWatch watch)
    {
        lock (_gate)
            Collection(kind).Watches.Remove(watch);
    }

    public (ImmutableArray<StoreEvent> Events, long Version) EventsFrom((string Group, string Plural) kind, int next)
    {
        lock (_gate)
        {
            var collection = Collection(kind);
            return ([.. collection.Events.Skip(next)], _version);
        }
    }

    public ImmutableArray<FakeWatch> Watches(Func<(string Group, string Plural), bool> of)
    {
        lock (_gate)
            return [.. _collections.Where(entry => of(entry.Key)).SelectMany(entry => entry.Value.Watches)];
    }

    /// <summary>Forgets history and pages: who comes with an older version gets 410.</summary>
    public void Compact()
    {
        lock (_gate)
        {
            // Another kind's change has moved the version on, as it does on a busy server.
            _version++;
            foreach (var collection in _collections.Values)
                collection.Compacted = _version;
            _pages.Clear();
        }
    }

    public void ForgetPages()
    {
        lock (_gate)
            _pages.Clear();
    }

    private static StoredObject Stamp(StoredObject stored, long version)
    {
        var json = (JsonObject)stored.Json.DeepClone();
        json["metadata"]!["resourceVersion"] = version.ToString();
        return new StoredObject(json, version, stored.Owned);
    }

    private FakeCollection Collection((string Group, string Plural) kind)
    {
        if (!_collections.TryGetValue(kind, out var collection))
            _collections[kind] = collection = new FakeCollection();
        return collection;
    }
}
