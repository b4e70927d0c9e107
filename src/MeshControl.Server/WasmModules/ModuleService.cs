using MeshControl.Model.Extensions;
using MeshControl.Server.Engine;
using MeshControl.Server.Sources;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.WasmModules;

/// <summary>Fetches the modules that extensions name, each once, and gives them to the engine as facts; one that cannot be had is asked for again.</summary>
internal sealed class ModuleService(MeshEngine engine, IModuleClient client, TimeProvider clock, ILogger<ModuleService> log) : BackgroundService
{
    private const string SourceName = "wasm modules";
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(5);
    private readonly Dictionary<WasmModuleKey, (CancellationTokenSource Stop, Task Task)> _fetches = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = RevisionReport.None;
        try
        {
            while (true)
            {
                seen = await engine.Reports.NextAsync(seen, stoppingToken);
                var wanted = engine.State.Facts.Extensions.WantedModules.Get("").ToHashSet();
                foreach (var gone in _fetches.Keys.Where(known => !wanted.Contains(known)).ToList())
                {
                    await StopAsync(gone);
                    engine.Report(new SourceUpdate { Source = SourceName, Modules = [(gone, null)] });
                }

                foreach (var key in wanted.Where(key => !_fetches.ContainsKey(key)))
                {
                    var stop = new CancellationTokenSource();
                    _fetches[key] = (stop, FetchAsync(key, stop.Token));
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
        finally
        {
            foreach (var key in _fetches.Keys.ToList())
            {
                await StopAsync(key);
            }
        }
    }

    private async Task FetchAsync(WasmModuleKey key, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            for (var wait = FirstRetry; ; wait = wait * 2 < LastRetry ? wait * 2 : LastRetry)
            {
                var module = await TryAsync(key, cancellationToken);
                engine.Report(new SourceUpdate { Source = SourceName, Modules = [(key, module)] });
                if (module.Problem.Length == 0)
                {
                    Log.Fetched(log, key.Url, module.Bytes.Length);
                    return;
                }

                Log.NotFetched(log, key.Url, module.Problem);
                await Task.Delay(wait, clock, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Not needed any more.
        }
        catch (Exception error)
        {
            Log.Failed(log, error, key.Url);
        }
    }

    private async Task<WasmModule> TryAsync(WasmModuleKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await client.FetchAsync(key, cancellationToken);
        }
        catch (ModuleException error)
        {
            return WasmModule.Missing(error.Message);
        }
    }

    private async Task StopAsync(WasmModuleKey key)
    {
        var (stop, task) = _fetches[key];
        _fetches.Remove(key);
        await stop.CancelAsync();
        await task;
        stop.Dispose();
    }
}
