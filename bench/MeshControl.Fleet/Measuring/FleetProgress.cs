using System.Diagnostics;
using MeshControl.Fleet.Wire;

namespace MeshControl.Fleet.Measuring;

/// <summary>What all proxies together have received; written by their streams, read by the measurement.</summary>
internal sealed class FleetProgress(int proxies)
{
    private readonly TaskCompletionSource _allSynced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytes;
    private long _responses;
    private long _lastReceivedAt;
    private int _synced;
    private volatile Expectation? _expectation;
    private volatile bool _virtualHosts;

    public long Bytes => Interlocked.Read(ref _bytes);

    public long Responses => Interlocked.Read(ref _responses);

    /// <summary>How many proxies have had everything they asked for.</summary>
    public int SyncedProxies => Volatile.Read(ref _synced);

    /// <summary>Whether the server delivers virtual hosts by themselves.</summary>
    public bool VirtualHostDelivery => _virtualHosts;

    public long LastReceivedAt => Interlocked.Read(ref _lastReceivedAt);

    /// <summary>Completes when every proxy has had everything once; fails when a stream is lost.</summary>
    public async Task AllSyncedAsync(TimeSpan patience) => await WaitAsync(_allSynced.Task, patience);

    public void Synced()
    {
        if (Interlocked.Increment(ref _synced) == proxies)
            _allSynced.TrySetResult();
    }

    public void SawVirtualHostDelivery() => _virtualHosts = true;

    public void Lost(string reason) => _failed.TrySetException(new FleetException($"a proxy lost its stream: {reason}"));

    public void Expect(Expectation? expectation) => _expectation = expectation;

    public void Received(object proxy, in DiscoveryResponse response)
    {
        // The five bytes of the gRPC prefix travel too.
        Interlocked.Add(ref _bytes, response.Bytes + 5);
        Interlocked.Increment(ref _responses);
        Interlocked.Exchange(ref _lastReceivedAt, response.ReceivedAt);
        _expectation?.Received(proxy, response);
    }

    /// <summary>Waits for a task, but not longer than a lost stream or patience lets it.</summary>
    /// <exception cref="FleetException">A stream was lost, or it took too long.</exception>
    public async Task WaitAsync(Task task, TimeSpan patience)
    {
        var first = await Task.WhenAny(task, _failed.Task, Task.Delay(patience));
        if (first == _failed.Task)
            await first;
        if (first != task)
            throw new FleetException($"not done after {patience.TotalSeconds:0} s: {SyncedProxies} of {proxies} proxies in sync, {Responses} responses");
        await first;
    }

    /// <summary>Waits until nothing was received for a while.</summary>
    public async Task QuietAsync(TimeSpan silence)
    {
        while (true)
        {
            var rest = silence - Stopwatch.GetElapsedTime(LastReceivedAt);
            if (rest <= TimeSpan.Zero)
                return;
            await Task.Delay(rest);
        }
    }
}
