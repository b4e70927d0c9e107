using MeshControl.Generation.Output;

namespace MeshControl.Xds.Pushing;

/// <summary>
/// Clusters that left the configuration but stay at the proxy until the listeners and routes that used them are acknowledged, so that no
/// request meets a route to a missing cluster.
/// </summary>
internal sealed class ClusterRemovals
{
    private readonly SortedDictionary<string, EncodedResource> _kept = new(StringComparer.Ordinal);

    /// <summary>Timestamp at which the removal happens in any case.</summary>
    public long Deadline { get; private set; } = long.MaxValue;

    /// <summary>True when the next response about clusters carries the removals.</summary>
    public bool IsDue { get; set; }

    public bool Any => _kept.Count > 0;

    public IReadOnlyCollection<EncodedResource> Kept => _kept.Values;

    public void Keep(EncodedResource cluster, long deadline)
    {
        if (_kept.Count == 0)
        {
            Deadline = deadline;
        }

        _kept[cluster.Name] = cluster;
    }

    /// <summary>Forgets those that are back.</summary>
    public void Forget(ResourceView view)
    {
        foreach (var name in _kept.Keys.Where(name => view.Find(name) is not null).ToArray())
        {
            _kept.Remove(name);
        }
    }

    /// <summary>The names whose time has come, or none; afterwards nothing is kept.</summary>
    public IReadOnlyList<string> TakeDue()
    {
        if (!IsDue)
        {
            return [];
        }

        var due = _kept.Keys.ToArray();
        _kept.Clear();
        IsDue = false;
        Deadline = long.MaxValue;
        return due;
    }
}
