using System.Diagnostics.Metrics;
using MeshControl.Model.Security;
using MeshControl.Server.Engine;
using MeshControl.Server.Sources;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.KeySets;

/// <summary>Fetches the keys that the policies in force need, and gives what it gets to the engine as facts.</summary>
internal sealed class KeySetService(MeshEngine engine, IKeySetClient client, KeySetOptions options, TimeProvider clock, ILogger<KeySetService> log) : BackgroundService
{
    private const string SourceName = "key sets";
    private readonly Dictionary<WantedKeySet, (CancellationTokenSource Stop, Task Task)> _refreshes = [];
    private readonly SemaphoreSlim _turns = new(options.MaxConcurrency);
    private readonly Meter _meter = new("MeshControl.KeySets");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var good = _meter.CreateCounter<long>("pilot_jwks_resolver_network_fetch_success_total", null, "Key sets fetched.");
        var failed = _meter.CreateCounter<long>("pilot_jwks_resolver_network_fetch_fail_total", null, "Attempts to fetch a key set that failed.");
        var seen = RevisionReport.None;
        try
        {
            while (true)
            {
                seen = await engine.Reports.NextAsync(seen, stoppingToken);
                var wanted = engine.State.Facts.KeySets.Wanted.Get("").ToHashSet();
                foreach (var gone in _refreshes.Keys.Where(known => !wanted.Contains(known)).ToList())
                {
                    await StopAsync(gone);
                    if (wanted.All(item => item.Key != gone.Key))
                    {
                        engine.Report(new SourceUpdate { Source = SourceName, KeySets = [(gone.Key, null)] });
                    }
                }

                foreach (var item in wanted.Where(item => !_refreshes.ContainsKey(item)))
                {
                    Start(item, fetched =>
                    {
                        (fetched.Problem.Length == 0 ? good : failed).Add(1);
                        Tell(item.Key, fetched);
                    });
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
        finally
        {
            foreach (var item in _refreshes.Keys.ToList())
            {
                await StopAsync(item);
            }
        }
    }

    public override void Dispose()
    {
        _meter.Dispose();
        _turns.Dispose();
        base.Dispose();
    }

    private void Start(WantedKeySet wanted, Action<KeySet> report)
    {
        var stop = new CancellationTokenSource();
        var refresh = new KeySetRefresh(wanted, client, options, _turns, clock);
        _refreshes[wanted] = (stop, RunAsync(refresh, report, stop.Token));
    }

    private async Task RunAsync(KeySetRefresh refresh, Action<KeySet> report, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            await refresh.RunAsync(report, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Not needed any more.
        }
        catch (Exception error)
        {
            Log.RefreshFailed(log, error);
        }
    }

    private async Task StopAsync(WantedKeySet wanted)
    {
        var (stop, task) = _refreshes[wanted];
        _refreshes.Remove(wanted);
        await stop.CancelAsync();
        await task;
        stop.Dispose();
    }

    private void Tell(KeySetKey key, KeySet fetched)
    {
        if (fetched.Problem.Length == 0)
        {
            Log.Fetched(log, key);
        }
        else
        {
            Log.NotFetched(log, key, fetched.Problem);
        }

        engine.Report(new SourceUpdate { Source = SourceName, KeySets = [(key, fetched)] });
    }
}
