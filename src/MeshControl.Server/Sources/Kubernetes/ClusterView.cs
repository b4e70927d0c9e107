using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Resources.References;
using MeshControl.Server.Statuses;

namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>
/// The cluster as its watches have told it so far: turns their notices into the store's events, and hides the namespaces that the mesh does not
/// discover. It has one owner, the source's loop.
/// </summary>
internal sealed class ClusterView(string source, ObjectStates? states = null)
{
    private readonly List<WatchLedger> _ledgers = [];
    private NamespaceSelection _selection = NamespaceSelection.All;
    private List<ResourceEvent> _events = [];

    /// <summary>Since the last <see cref="TakeEvents"/>, a namespace changed.</summary>
    public bool NamespacesChanged { get; private set; }

    /// <summary>Since the last <see cref="TakeEvents"/>, something changed that may refer to secrets.</summary>
    public bool ReferencesChanged { get; private set; }

    public int Count => _ledgers.Sum(ledger => ledger.Count);

    private IEnumerable<KeyValuePair<ResourceKey, LedgerEntry>> Entries => _ledgers.SelectMany(ledger => ledger.Entries);

    public void Add(WatchLedger ledger) => _ledgers.Add(ledger);

    /// <summary>Forgets what a watch has told.</summary>
    public void Remove(WatchLedger ledger)
    {
        _ledgers.Remove(ledger);
        foreach (var (key, _) in ledger.Entries)
        {
            TellGone(key);
        }
    }

    public void Apply(WatchNotice notice)
    {
        var ledger = notice.Watch.Ledger;
        switch (notice)
        {
            case WatchNotice.Listed { Objects: var objects }:
                foreach (var key in ledger.Missing(objects))
                {
                    ledger.Remove(key);
                    TellGone(key);
                }

                foreach (var seen in objects)
                {
                    Put(ledger, seen);
                }

                break;
            case WatchNotice.Seen { Object: var seen }:
                Put(ledger, seen);
                break;
            case WatchNotice.Gone { Key: var key }:
                if (ledger.Remove(key))
                {
                    TellGone(key);
                }

                break;
        }
    }

    /// <summary>Takes the selectors and the namespaces as they are now; what comes into view, or leaves it, becomes events.</summary>
    public void Select(IReadOnlyList<LabelSelector> selectors, string systemNamespace)
    {
        var namespaces = Entries.Select(pair => pair.Value.Resource).OfType<Resource>().Where(resource => resource.Kind == KindCatalog.Namespace);
        var (before, now) = (_selection, NamespaceSelection.Of(selectors, namespaces, systemNamespace));
        if (before.Equals(now))
        {
            return;
        }

        _selection = now;
        ReferencesChanged = true;
        foreach (var (key, entry) in Entries.Where(pair => before.Selects(pair.Key) != now.Selects(pair.Key)))
        {
            if (now.Selects(key))
            {
                Tell(key, entry);
            }
            else
            {
                TellDeleted(key);
            }
        }
    }

    /// <summary>What the objects in view refer to.</summary>
    public IReadOnlySet<ReferencedObject> References() => Entries
        .Where(pair => pair.Value.Resource is not null && ObjectReferences.MayStandIn(pair.Key.Kind) && _selection.Selects(pair.Key))
        .SelectMany(pair => ObjectReferences.Of(pair.Value.Resource!)).ToHashSet();

    /// <summary>The events since the last call.</summary>
    public IReadOnlyList<ResourceEvent> TakeEvents()
    {
        var taken = _events;
        _events = [];
        NamespacesChanged = ReferencesChanged = false;
        return taken;
    }

    /// <summary>Everything in view, as one full list a kind; takes the place of the events so far.</summary>
    public IReadOnlyList<ResourceEvent> TakeEverything()
    {
        TakeEvents();
        var byKind = Entries.Where(pair => _selection.Selects(pair.Key)).ToLookup(pair => pair.Key.Kind);
        return [.. KindCatalog.All.Select(kind => Everything(kind, [.. byKind[kind.Id]]))];
    }

    private KindReplaced Everything(ResourceKind kind, IReadOnlyList<KeyValuePair<ResourceKey, LedgerEntry>> entries) =>
        new(source, kind, [.. entries.Select(pair => pair.Value.Resource).OfType<Resource>()])
        {
            Rejected = [.. entries.Where(pair => pair.Value.IsRejected).Select(pair => new ResourceRejected(source, pair.Key, pair.Value.Findings))],
            Findings = [.. entries.Where(pair => !pair.Value.IsRejected).SelectMany(pair => pair.Value.Findings)],
        };

    private void Put(WatchLedger ledger, DecodedObject seen)
    {
        if (ledger.Put(seen) is not { } entry)
        {
            return;
        }

        Note(seen.Key);
        if (_selection.Selects(seen.Key))
        {
            Tell(seen.Key, entry);
        }
    }

    private void Tell(ResourceKey key, LedgerEntry entry)
    {
        if (entry.Resource is { } resource)
        {
            _events.Add(new ResourceUpserted(resource) { Findings = entry.IsRejected ? [] : entry.Findings });
        }

        if (entry.IsRejected)
        {
            _events.Add(new ResourceRejected(source, key, entry.Findings));
        }

        if (states is not null && WatchPlan.HasStatus(entry.Api))
        {
            states.Set(new ObjectState(key, entry.Api, entry.Generation, entry.IsRejected, entry.Findings));
        }
    }

    // Two watches may have the same object: a secret that is wanted by name everywhere and in one namespace.
    private void TellGone(ResourceKey key)
    {
        Note(key);
        if (_selection.Selects(key) && !_ledgers.Exists(ledger => ledger.Holds(key)))
        {
            TellDeleted(key);
        }
    }

    private void TellDeleted(ResourceKey key)
    {
        _events.Add(new ResourceDeleted(source, key));
        states?.Remove(key);
    }

    private void Note(ResourceKey key)
    {
        NamespacesChanged |= key.Kind == KindCatalog.Namespace.Id;
        ReferencesChanged |= ObjectReferences.MayStandIn(key.Kind);
    }
}
