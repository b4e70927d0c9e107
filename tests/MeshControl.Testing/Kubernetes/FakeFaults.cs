using MeshControl.Kubernetes;

namespace MeshControl.Testing.Kubernetes;

/// <summary>How a fake API server misbehaves. A null resource means all of them.</summary>
public sealed class FakeFaults
{
    private readonly FakeStore _store;

    internal FakeFaults(FakeStore store) => _store = store;

    /// <summary>Asked before every request; an answer is sent instead of the real one. Null: nothing is wrong.</summary>
    public Func<RecordedRequest, FakeAnswer?>? Answer { get; set; }

    /// <summary>Before every answer and every watch event.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Every watch event is sent twice.</summary>
    public bool RepeatEvents { get; set; }

    /// <summary>New requests get no answer at all, and are not closed either.</summary>
    public bool Deaf { get; set; }

    /// <summary>Cuts the connections of all watches.</summary>
    public void DisconnectWatches(ApiResource? resource = null) => Tell(FakeWatchCommand.Disconnect, resource);

    /// <summary>Ends all watches as the server does every few minutes.</summary>
    public void EndWatches(ApiResource? resource = null) => Tell(FakeWatchCommand.End, resource);

    /// <summary>Forgets history: watches get 410 in their stream, older versions and continue tokens get it as an answer.</summary>
    public void ExpireWatches(ApiResource? resource = null)
    {
        _store.Compact();
        Tell(FakeWatchCommand.Expire, resource);
    }

    /// <summary>Forgets history without telling those who watch: the next watch from an old version gets 410.</summary>
    public void Compact() => _store.Compact();

    /// <summary>Makes every continue token expire: the list that is under way gets 410.</summary>
    public void ForgetPages() => _store.ForgetPages();

    /// <summary>An error that is not 410 inside of the stream.</summary>
    public void FailWatches(ApiResource? resource = null) => Tell(FakeWatchCommand.Fail, resource);

    /// <summary>A line that is not JSON.</summary>
    public void SendGarbage(ApiResource? resource = null) => Tell(FakeWatchCommand.Garbage, resource);

    /// <summary>Half-open: open watches get nothing any more, and are not closed.</summary>
    public void FreezeWatches(ApiResource? resource = null) => Tell(FakeWatchCommand.Freeze, resource);

    public void SendBookmarks(ApiResource? resource = null) => Tell(FakeWatchCommand.Bookmark, resource);

    private void Tell(FakeWatchCommand command, ApiResource? resource)
    {
        foreach (var watch in _store.Watches(kind => resource is null || kind == (resource.Group, resource.Plural)))
            watch.Tell(command);
    }
}
