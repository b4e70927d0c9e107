using MeshControl.Generation.Output;
using MeshControl.Xds.Sessions;

namespace MeshControl.Xds.Pushing;

/// <summary>
/// New clusters that the proxy cannot use yet, because it has still to ask for their endpoints. A route to one of them would fail requests
/// until then, so listeners and routes wait, for a moment at most.
/// </summary>
internal sealed class ClusterWarming
{
    private readonly HashSet<string> _awaited = new(StringComparer.Ordinal);

    /// <summary>Timestamp at which nothing waits any longer.</summary>
    public long Deadline { get; private set; } = long.MaxValue;

    public bool Any => _awaited.Count > 0;

    /// <summary>Clusters go out to a client that has some already and takes endpoints.</summary>
    public void Sent(IEnumerable<EncodedResource> clusters, ResourceSubscription endpoints, long deadline)
    {
        foreach (var cluster in clusters)
        {
            if (cluster.EndpointName is { } name && !endpoints.Covers(name))
            {
                if (_awaited.Count == 0)
                {
                    Deadline = deadline;
                }

                _awaited.Add(name);
            }
        }
    }

    /// <summary>All endpoints that were asked for are sent and answered: those names are done.</summary>
    public void Settled(ResourceSubscription endpoints)
    {
        _awaited.RemoveWhere(endpoints.Covers);
        if (_awaited.Count == 0)
        {
            Clear();
        }
    }

    public void Clear()
    {
        _awaited.Clear();
        Deadline = long.MaxValue;
    }
}
