using System.Collections.Immutable;
using System.Threading.Channels;
using MeshControl.Generation.Output;
using MeshControl.Incremental.Diagnostics;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.RateLimits;
using MeshControl.Model.Resources;
using MeshControl.Model.Validation;
using MeshControl.Server.Hosting;
using MeshControl.Server.Sources;
using MeshControl.Xds.Catalog;
using MeshControl.Xds.Sessions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Engine;

/// <summary>
/// The one loop that owns the mesh: takes what sources report and proxies that connect, commits, compiles, publishes. Nothing is served before every
/// source has reported once.
/// </summary>
public sealed class MeshEngine : BackgroundService, IProxyConfigSource
{
    private const int LargeMesh = 5_000;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);
    private readonly IReadOnlyList<IResourceSource> _sources;
    private readonly TimeProvider _clock;
    private readonly ILogger<MeshEngine> _log;
    private readonly Channel<EngineWork> _work = Channel.CreateUnbounded<EngineWork>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Latest<RevisionReport> _reports = new(RevisionReport.None);
    private readonly MeshState _state;
    private readonly PushPacing _pacing;
    private readonly FindingJournal _journal;
    private volatile ImmutableHashSet<string> _unread;
    private readonly EngineMetrics _metrics;
    private long _lastSweep;

    public MeshEngine(IEnumerable<IResourceSource> sources, ServeOptions options, TimeProvider clock, ILogger<MeshEngine> log)
    {
        _sources = [.. sources];
        _clock = clock;
        _log = log;
        _state = new MeshState(MeshSettings.Default with
        {
            DomainSuffix = options.DomainSuffix, ClusterId = options.ClusterId, KeySetFetching = options.KeySets.Fetching,
        });
        _state.Graph.OnFault = fault => EngineLog.Fault(log, fault.Derived, fault.Key, fault.Exception);
        _pacing = new PushPacing(clock);
        _journal = new FindingJournal(log);
        _unread = [.. _sources.Select(source => source.Name)];
        _metrics = new EngineMetrics(this);
        _lastSweep = clock.GetTimestamp();
    }

    /// <summary>Raised in the loop after a revision was published, with what changed; handlers only set a flag and wake a task.</summary>
    internal event Action<ChangeSet>? Published;

    public bool IsReady { get; private set; }

    /// <summary>What has to be read before anything is served, for people.</summary>
    public IReadOnlyList<string> Waiting =>
        [.. _sources.Where(source => _unread.Contains(source.Name)).SelectMany(source => source.Waiting.DefaultIfEmpty("being read").Select(what => $"{source.Name}: {what}"))];

    /// <summary>What is served as it was last seen, because it cannot be followed at the moment.</summary>
    public IReadOnlyList<string> Troubles => [.. _sources.SelectMany(source => source.Troubles.Select(what => $"{source.Name}: {what}"))];

    /// <summary>The connected proxies.</summary>
    public ProxyCatalog Catalog { get; } = new();

    /// <summary>The newest published revision; await the next one with <see cref="Latest{T}.NextAsync"/>.</summary>
    public Latest<RevisionReport> Reports => _reports;

    /// <summary>What there is to tell about the configuration as it is now.</summary>
    public IReadOnlyList<Finding> Findings => _journal.Current;

    /// <summary>Counts of the derivation engine.</summary>
    public GraphStatistics Statistics => _state.Graph.Statistics;

    /// <summary>Of the newest mesh configuration; read from any thread.</summary>
    public string TrustDomain => _state.Settings.TrustDomain;

    /// <summary>Rate limits that are counted here, of the newest configuration; read from any thread.</summary>
    internal GlobalRules RateLimits => _state.RateLimits;

    internal MeshState State => _state;

    public async ValueTask<IProxySubscription> ConnectAsync(ProxyIdentity proxy, CancellationToken cancellationToken)
    {
        var connect = new ConnectWork(proxy);
        await _work.Writer.WriteAsync(connect, cancellationToken);
        using var registration = cancellationToken.UnsafeRegister(static state => ((ConnectWork)state!).Abandon(), connect);
        return await connect.Connected;
    }

    /// <summary>Takes what a source saw; applied with whatever else comes in meanwhile.</summary>
    internal void Report(SourceUpdate update) => _work.Writer.TryWrite(new UpdateWork(update));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Off the host's start path: sources may take their time.
        await Task.Yield();
        var sources = _sources.Select(source => RunSourceAsync(source, stoppingToken)).ToList();
        try
        {
            await LoopAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what was published keeps serving until the streams have ended.
        }
        finally
        {
            await Task.WhenAll(sources);
        }
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        while (await _work.Reader.WaitToReadAsync(cancellationToken))
        {
            var batch = Take();
            if (batch.Updates.Count > 0)
            {
                await Task.Delay(_pacing.NextWait(), _clock, cancellationToken);
                Take(batch);
            }

            Process(batch);
        }
    }

    private EngineBatch Take(EngineBatch? into = null)
    {
        var batch = into ?? new EngineBatch();
        while (_work.Reader.TryRead(out var work))
        {
            batch.Add(work);
        }

        return batch;
    }

    private void Process(EngineBatch batch)
    {
        var started = _clock.GetTimestamp();
        if (batch.Updates.Count > 0)
        {
            Commit(batch.Updates, started);
        }

        Connect(batch.Connects);
        if (_clock.GetElapsedTime(_lastSweep) > SweepInterval)
        {
            _lastSweep = _clock.GetTimestamp();
            EngineLog.Swept(_log, _state.Sweep(Catalog.Entries.Select(entry => entry.Proxy)));
        }
    }

    private void Commit(IReadOnlyList<SourceUpdate> updates, long started)
    {
        try
        {
            var (commit, changes) = _state.Apply(updates);
            _journal.Update(_state.Findings);
            _metrics.Changed(changes);
            _unread = _unread.Except(updates.Select(update => update.Source));
            if (_unread.Count > 0)
            {
                return;
            }

            var published = Publish();
            var time = _clock.GetElapsedTime(started);
            _pacing.Worked(time);
            if (!IsReady)
            {
                Tidy();
                IsReady = true;
                EngineLog.Ready(_log, _state.ResourceCount, commit.Revision, time);
            }
            else if (commit.Changed)
            {
                EngineLog.Revision(_log, commit.Revision, changes.Changes.Count, published, time);
            }

            _metrics.Published(time);
            _reports.Publish(new RevisionReport(commit.Revision, changes.Changes.Count, published, _state.Classes));
            Published?.Invoke(changes);
        }
        catch (Exception error)
        {
            // Nothing was committed, or nothing published: the last good configuration keeps serving.
            EngineLog.CommitFailed(_log, error);
        }
    }

    // Reading a large mesh leaves garbage as nothing does later: it goes back to the system before the first proxy is served.
    private void Tidy()
    {
        if (_state.ResourceCount > LargeMesh)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private int Publish()
    {
        var entries = Catalog.Entries.ToList();
        var configs = _state.Compile([.. entries.Select(entry => (entry.Proxy, (ProxyConfig?)entry.Config.Value))], CompileFailed);
        var published = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            if (configs[i] is { } config && !ReferenceEquals(config, entries[i].Config.Value))
            {
                entries[i].Config.Publish(config);
                published++;
            }
        }

        return published;
    }

    private void Connect(IReadOnlyList<ConnectWork> connects)
    {
        if (connects.Count == 0)
        {
            return;
        }

        Exception? failure = null;
        var configs = _state.Compile([.. connects.Select(connect => (connect.Proxy, (ProxyConfig?)null))], (proxy, error) =>
        {
            failure = error;
            CompileFailed(proxy, error);
        });
        for (var i = 0; i < connects.Count; i++)
        {
            if (configs[i] is { } config)
            {
                connects[i].Complete(Catalog.Connect(connects[i].Proxy, config));
            }
            else
            {
                connects[i].Fail(failure!);
            }
        }
    }

    private void CompileFailed(ProxyIdentity proxy, Exception error) => EngineLog.CompileFailed(_log, proxy.Id, error);

    private async Task RunSourceAsync(IResourceSource source, CancellationToken cancellationToken)
    {
        var delay = TimeSpan.FromSeconds(1);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await source.RunAsync(Report, cancellationToken);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                SourceLog.SourceFailed(_log, source.Name, delay, error);
                await Task.Delay(delay, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public override void Dispose()
    {
        _metrics.Dispose();
        base.Dispose();
    }
}
