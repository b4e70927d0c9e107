using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Leasing;

namespace MeshControl.Kubernetes.Tests.Leasing;

/// <summary>A replica whose work lasts until it is cancelled.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _leads = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;

    public Replica(KubeApi api, string name, TimeSpan? retry = null)
    {
        Elector = new LeaseElector(api, Options(name) with { RetryPeriod = retry ?? Options(name).RetryPeriod });
        _running = Task.Run(() => Elector.RunAsync(WorkAsync, _stop.Token));
    }

    public LeaseElector Elector { get; }

    public bool WasCancelled { get; private set; }

    public static LeaseOptions Options(string name) => new("mesh", "writer", name) { RetryPeriod = TimeSpan.FromSeconds(7) };

    public Task LeadsAsync() => _leads.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public Task StoppedAsync() => _stopped.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        _stop.Dispose();
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        _leads.TrySetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            WasCancelled = true;
            _stopped.TrySetResult();
            throw;
        }
    }
}
