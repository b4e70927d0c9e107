using System.Collections.Concurrent;
using MeshControl.Xds.Diagnostics;

namespace MeshControl.Xds.Sessions;

/// <summary>The open ADS streams of a server, for status, dumps and metrics.</summary>
public sealed class AdsSessions : IDisposable
{
    private readonly ConcurrentDictionary<string, AdsSession> _open = new(StringComparer.Ordinal);

    public AdsSessions() => Metrics = new AdsMetrics(this);

    public int Count => _open.Count;

    internal AdsMetrics Metrics { get; }

    internal IEnumerable<AdsSession> Open => _open.Values;

    /// <summary>Where every stream stands now, sorted by connection id.</summary>
    public IReadOnlyList<SessionSnapshot> Snapshots() =>
        [.. _open.Values.Select(session => session.Snapshot()).OrderBy(snapshot => snapshot.ConnectionId, StringComparer.Ordinal)];

    /// <summary>What the newest stream of a proxy was sent, or null where none is connected.</summary>
    /// <param name="proxyId">A connection id, or `pod.namespace`.</param>
    public ConfigDump? Dump(string proxyId)
    {
        var session = _open.GetValueOrDefault(proxyId) ?? _open.Values.Where(candidate => candidate.Proxy.Id == proxyId).MaxBy(candidate => candidate.ConnectedAt)
            ?? _open.Values.Where(candidate => candidate.ConnectionId.Contains(proxyId, StringComparison.Ordinal)).MaxBy(candidate => candidate.ConnectedAt);
        return session is null ? null : new ConfigDump(session.Sent());
    }

    public void Dispose() => Metrics.Dispose();

    internal void Add(AdsSession session) => _open[session.ConnectionId] = session;

    internal void Remove(AdsSession session) => _open.TryRemove(session.ConnectionId, out _);
}
