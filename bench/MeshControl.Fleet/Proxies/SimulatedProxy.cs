using MeshControl.Fleet.Measuring;
using MeshControl.Fleet.Wire;
using MeshControl.Grpc;

namespace MeshControl.Fleet.Proxies;

/// <summary>
/// What one Envoy asks for and in which order: clusters, their endpoints, then listeners, their route tables, then virtual hosts where a
/// table wants them. It acknowledges at once and keeps nothing of a resource but names.
/// </summary>
internal sealed class SimulatedProxy(Protocol protocol, byte[] node, WatchState noClusters, WatchState noListeners, FleetProgress progress)
{
    private readonly HashSet<string> _tablesWithoutHosts = new(StringComparer.Ordinal);
    private readonly Latest[] _latest = new Latest[6];
    private WatchState _clusters = noClusters;
    private WatchState _listeners = noListeners;
    private int _endpointsSeen;
    private int _routesSeen;
    private bool _listenersAsked;
    private bool _listenersSeen;
    private bool _hostsAsked;
    private bool _synced;

    private Func<GrpcPayload, ValueTask> _send = _ => throw new InvalidOperationException("not connected");

    /// <summary>Begins the conversation; <paramref name="send"/> writes to this proxy's stream.</summary>
    public ValueTask StartAsync(Func<GrpcPayload, ValueTask> send)
    {
        _send = send;
        return send(RequestEncoder.First(protocol, ResourceKind.Cluster, node));
    }

    public async ValueTask ReceiveAsync(DiscoveryResponse response)
    {
        var content = response.Content;
        progress.Received(this, response);
        _latest[(int)content.Kind] = new(response.Version, response.Nonce);
        switch (content.Kind)
        {
            case ResourceKind.Cluster:
                await AcknowledgeAsync(response, names: default);
                await FollowAsync(ResourceKind.Endpoint, _clusters.Apply(content.Links, protocol), step => _clusters = step);
                break;
            case ResourceKind.Endpoint:
                await AcknowledgeAsync(response, _clusters);
                _endpointsSeen += content.Resources.Length + content.Removed.Length;
                break;
            case ResourceKind.Listener:
                _listenersSeen = true;
                await AcknowledgeAsync(response, names: default);
                await FollowAsync(ResourceKind.Route, _listeners.Apply(content.Links, protocol), step => _listeners = step);
                break;
            case ResourceKind.Route:
                await AcknowledgeAsync(response, _listeners);
                _routesSeen += content.Resources.Length + content.Removed.Length;
                await AskForHostsAsync(content);
                break;
            default:
                await AcknowledgeAsync(response, names: default);
                _tablesWithoutHosts.ExceptWith(content.Tables);
                break;
        }
        await AdvanceAsync();
    }

    // Envoy asks for listeners when its clusters are warm.
    private async ValueTask AdvanceAsync()
    {
        if (!_listenersAsked && _latest[(int)ResourceKind.Cluster].Nonce is not null && _endpointsSeen >= _clusters.Targets.Length)
        {
            _listenersAsked = true;
            await _send(RequestEncoder.First(protocol, ResourceKind.Listener, node: []));
        }
        if (!_synced && _listenersSeen && _routesSeen >= _listeners.Targets.Length && _tablesWithoutHosts.Count == 0)
        {
            _synced = true;
            progress.Synced();
        }
    }

    private async ValueTask FollowAsync(ResourceKind dependent, WatchStep step, Action<WatchState> keep)
    {
        keep(step.Next);
        if (!step.ChangesNames)
            return;
        if (protocol == Protocol.Delta)
            await _send(step.DeltaRequest);
        else
            await SendWholeAsync(dependent, step.Next);
    }

    private async ValueTask AskForHostsAsync(DiscoveryContent tables)
    {
        foreach (var table in tables.Resources)
        {
            if (!table.WantsVirtualHosts)
                continue;
            progress.SawVirtualHostDelivery();
            // A table that is only re-sent keeps its virtual hosts.
            if (!_synced)
                _tablesWithoutHosts.Add(table.Name);
            if (_hostsAsked)
                continue;
            _hostsAsked = true;
            await _send(RequestEncoder.First(protocol, ResourceKind.VirtualHost, node: []));
        }
    }

    private ValueTask AcknowledgeAsync(in DiscoveryResponse response, WatchState? names) =>
        protocol == Protocol.Delta
            ? _send(RequestEncoder.DeltaAck(response))
            : _send(RequestEncoder.Whole(response.Content.Kind, names?.EncodedTargets ?? default, response.Version, response.Nonce));

    private ValueTask SendWholeAsync(ResourceKind kind, WatchState names)
    {
        var (version, nonce) = _latest[(int)kind];
        return _send(RequestEncoder.Whole(kind, names.EncodedTargets, version ?? [], nonce ?? []));
    }

    private readonly record struct Latest(byte[]? Version, byte[]? Nonce);
}
