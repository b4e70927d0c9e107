namespace MeshControl.Testing.Kubernetes;

/// <summary>All objects of a kind and what has happened to them; guarded by the store's lock.</summary>
internal sealed class FakeCollection
{
    public SortedDictionary<string, StoredObject> Objects { get; } = new(StringComparer.Ordinal);

    public List<StoreEvent> Events { get; } = [];

    /// <summary>Events up to this version are forgotten: a watch from before gets 410.</summary>
    public long Compacted { get; set; }

    public HashSet<FakeWatch> Watches { get; } = [];
}
