using System.Collections.Immutable;
using System.Threading.Channels;
using MeshControl.Kubernetes.Client;
using MeshControl.Model.Resources;
using MeshControl.Server.Statuses;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>
/// One run of the source: the watches it has started, and the loop that takes what they tell. It reports once when everything has been read, the
/// secrets included that what was read refers to, and from then on what changes.
/// </summary>
internal sealed class ClusterRun(KubeApi api, KubernetesSourceOptions options, TimeProvider clock, ILogger log, ObjectStates? states, Action<SourceUpdate> report)
{
    private const int MostAtOnce = 1000;
    private readonly Channel<WatchNotice> _notices = Channel.CreateBounded<WatchNotice>(new BoundedChannelOptions(256) { SingleReader = true });
    private readonly KindDiscovery _discovery = new(api, clock, options.ProbeInterval);
    private readonly ClusterView _view = new(options.ClusterId, states);
    private readonly ClusterView _settingsView = new(options.ClusterId);
    private readonly ClusterSettings _settings = new();
    private readonly Dictionary<KindWatch, (CancellationTokenSource Stop, Task Ended)> _running = [];
    private readonly List<KindWatch> _retiring = [];
    private readonly long _started = clock.GetTimestamp();
    private KindWatch? _settingsWatch;
    private ImmutableDictionary<WatchPlan, KindWatch> _referenced = ImmutableDictionary<WatchPlan, KindWatch>.Empty;
    private SettingsUpdate? _newSettings;
    private bool _reported;
    private volatile ImmutableHashSet<KindWatch> _watches = [];

    /// <summary>Every watch there is; read from any thread.</summary>
    public ImmutableHashSet<KindWatch> Watches => _watches;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            _settingsWatch = Start(WatchPlan.ConfigMapNamed(options.SystemNamespace, options.SettingsName), cancellationToken);
            foreach (var plan in WatchPlan.Everything.Add(WatchPlan.ConfigMapNamed(options.SystemNamespace, options.InjectionSettingsName)))
            {
                _view.Add(Start(plan, cancellationToken).Ledger);
            }

            while (await _notices.Reader.WaitToReadAsync(cancellationToken))
            {
                Take();
                Settle(cancellationToken);
            }
        }
        finally
        {
            foreach (var watch in _watches)
            {
                Stop(watch);
            }

            await Task.WhenAll(_running.Values.Select(running => running.Ended));
            foreach (var (stop, _) in _running.Values)
            {
                stop.Dispose();
            }
        }
    }

    private void Take()
    {
        for (var taken = 0; taken < MostAtOnce && _notices.Reader.TryRead(out var notice); taken++)
        {
            // A watch that was stopped may have left something in the channel.
            if (!_watches.Contains(notice.Watch))
            {
                continue;
            }

            if (notice is WatchNotice.Listed)
            {
                notice.Watch.HasListed = true;
            }

            if (notice.Watch != _settingsWatch)
            {
                _view.Apply(notice);
                continue;
            }

            // The ConfigMap is no object of the mesh.
            _settingsView.Apply(notice);
            _settingsView.TakeEvents();
            _newSettings = _settings.Update(_settingsWatch.Ledger) ?? _newSettings;
        }
    }

    private void Settle(CancellationToken cancellationToken)
    {
        if (_view.NamespacesChanged || _newSettings is not null)
        {
            _view.Select(_settings.Mesh.DiscoverySelectors, options.SystemNamespace);
        }

        // Before all kinds are read, what refers to what is not known.
        if ((_reported || IsSynced()) && (_view.ReferencesChanged || !_reported))
        {
            FollowReferences(cancellationToken);
        }

        Retire();
        if (_reported)
        {
            Report(_view.TakeEvents());
        }
        else if (IsSynced())
        {
            _reported = true;
            KubernetesLog.Synced(log, _view.Count, clock.GetElapsedTime(_started), _watches.Count(watch => watch.IsMissing), _watches.Count);
            report(new SourceUpdate { Source = options.ClusterId, Events = _view.TakeEverything(), Settings = _newSettings });
            _newSettings = null;
        }
    }

    private void Report(IReadOnlyList<ResourceEvent> events)
    {
        if (events.Count > 0 || _newSettings is not null)
        {
            report(new SourceUpdate { Source = options.ClusterId, Events = events, Settings = _newSettings });
            _newSettings = null;
        }
    }

    private bool IsSynced() => _watches.All(watch => watch.HasListed);

    private void FollowReferences(CancellationToken cancellationToken)
    {
        var wanted = ReferencePlans.Of(_view.References());
        foreach (var plan in _referenced.Keys.Where(plan => !wanted.Contains(plan)))
        {
            _retiring.Add(_referenced[plan]);
            _referenced = _referenced.Remove(plan);
        }

        foreach (var plan in wanted.Where(plan => !_referenced.ContainsKey(plan)))
        {
            var watch = Start(plan, cancellationToken);
            _view.Add(watch.Ledger);
            _referenced = _referenced.Add(plan, watch);
        }
    }

    // Only once those that take their place have been read: a secret that both have is never missing.
    private void Retire()
    {
        if (_retiring.Count == 0 || !_referenced.Values.All(watch => watch.HasListed))
        {
            return;
        }

        foreach (var watch in _retiring)
        {
            Stop(watch);
            _view.Remove(watch.Ledger);
        }

        _retiring.Clear();
    }

    private KindWatch Start(WatchPlan plan, CancellationToken cancellationToken)
    {
        var watch = new KindWatch(plan, api, _discovery, options, log);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _watches = _watches.Add(watch);
        _running.Add(watch, (stop, FollowAsync(watch, stop.Token)));
        return watch;
    }

    private void Stop(KindWatch watch)
    {
        _watches = _watches.Remove(watch);
        _running[watch].Stop.Cancel();
    }

    private async Task FollowAsync(KindWatch watch, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            await watch.RunAsync(_notices.Writer, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped.
        }
        catch (Exception error)
        {
            // The loop throws it on, and the source starts again with a full list.
            _notices.Writer.TryComplete(error);
        }
    }
}
