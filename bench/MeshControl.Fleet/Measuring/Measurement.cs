using System.Diagnostics;
using MeshControl.Fleet.Proxies;
using MeshControl.Fleet.Reporting;
using MeshControl.Fleet.Servers;
using MeshControl.Fleet.Wire;
using MeshControl.Fleet.Workload;
using MeshControl.Grpc.Client;

namespace MeshControl.Fleet.Measuring;

/// <summary>One run: connects the fleet, waits until it is in sync, makes the changes, and reports what each cost the server.</summary>
internal sealed class Measurement(FleetOptions options, Uri server, ProcessMeter meter, WorkloadFolder? folder)
{
    // Long enough that what follows a response (an acknowledgement, a second wave) belongs to the change before it.
    private static readonly TimeSpan AfterSync = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterChange = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private readonly FleetProgress _progress = new(options.Proxies);
    private readonly ResponseReader _reader = new(options.Protocol);

    public async Task<FleetReport> RunAsync(double readySeconds, Action<string> say)
    {
        using var stop = new CancellationTokenSource();
        using var channel = new GrpcChannel(server, options: new GrpcChannelOptions { ConnectionPerStream = true, InitialStreamWindowBytes = 4 * 1024 * 1024 });
        say($"connecting {options.Proxies} proxies to {server.Authority}");
        var cpu = meter.Cpu();
        var own = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var streams = Connect(channel, stop.Token);
        try
        {
            var sync = await SyncAsync(start, cpu, own);
            say($"in sync after {sync.Seconds:0.00} s");
            var idle = await IdleAsync();
            var changes = new List<ChangeResult>();
            if (folder is not null && options.Changes > 0)
            {
                foreach (var plan in ChangePlan.All(folder, options, _progress.VirtualHostDelivery))
                {
                    changes.Add(await ChangeAsync(plan));
                    say($"{plan.Kind}: {changes[^1].LastProxyMs:0.0} ms");
                }
            }
            return new(
                options.Services, options.Endpoints, options.Proxies,
                options.Protocol == Protocol.Delta ? "delta" : "sotw",
                _progress.VirtualHostDelivery ? "vhost" : "table",
                readySeconds, sync with { SettledResidentBytes = idle.Resident, PeakResidentBytes = idle.Peak }, changes, idle.CpuMsPerSecond,
                meter.ResidentBytes(), meter.PeakResidentBytes());
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(streams);
        }
    }

    private Task[] Connect(GrpcChannel channel, CancellationToken cancellation)
    {
        var noClusters = WatchState.CreateEmpty();
        var noListeners = WatchState.CreateEmpty();
        var shape = new WorkloadShape(options.Services, options.Endpoints);
        return [.. shape.ProxyPods(options.Proxies).Select(pod =>
        {
            var proxy = new SimulatedProxy(options.Protocol, ProxyIdentity.Encode(pod), noClusters, noListeners, _progress);
            return Task.Run(() => ProxyStream.RunAsync(channel, options.Protocol, proxy, _reader, _progress, cancellation), CancellationToken.None);
        })];
    }

    private async Task<SyncResult> SyncAsync(long start, TimeSpan cpu, TimeSpan own)
    {
        await _progress.AllSyncedAsync(options.Patience);
        await _progress.QuietAsync(AfterSync);
        return new(
            Stopwatch.GetElapsedTime(start, _progress.LastReceivedAt).TotalSeconds,
            (meter.Cpu() - cpu).TotalSeconds,
            (Environment.CpuUsage.TotalTime - own).TotalSeconds,
            _progress.Bytes, _progress.Responses, _reader.DistinctContents,
            PeakResidentBytes: 0, SettledResidentBytes: 0);
    }

    private async Task<(double CpuMsPerSecond, long Resident, long Peak)> IdleAsync()
    {
        var cpu = meter.Cpu();
        await Task.Delay(Settling);
        return ((meter.Cpu() - cpu).TotalMilliseconds / Settling.TotalSeconds, meter.ResidentBytes(), meter.PeakResidentBytes());
    }

    private async Task<ChangeResult> ChangeAsync(ChangePlan plan)
    {
        var runs = new List<(double Latency, double Cpu, double Bytes, double Responses)>();
        for (var change = 0; change < options.Changes; change++)
        {
            var expectation = plan.Expect(change);
            _progress.Expect(expectation);
            var (cpu, bytes, responses) = (meter.Cpu(), _progress.Bytes, _progress.Responses);
            plan.Make(change);
            var made = Stopwatch.GetTimestamp();
            await _progress.WaitAsync(expectation.Last, options.Patience);
            await _progress.QuietAsync(AfterChange);
            _progress.Expect(null);
            runs.Add((
                Stopwatch.GetElapsedTime(made, await expectation.Last).TotalMilliseconds,
                (meter.Cpu() - cpu).TotalMilliseconds,
                _progress.Bytes - bytes,
                _progress.Responses - responses));
        }
        return new(plan.Kind, runs.Count,
            Median(runs.Select(run => run.Latency)), runs.Max(run => run.Latency),
            Median(runs.Select(run => run.Cpu)), Median(runs.Select(run => run.Bytes)), Median(runs.Select(run => run.Responses)));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
