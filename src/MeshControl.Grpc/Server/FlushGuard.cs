using System.IO.Pipelines;

namespace MeshControl.Grpc.Server;

/// <summary>Flushes to a peer that may be slow, and gives up on one that takes nothing for the write timeout.</summary>
internal sealed class FlushGuard(PipeWriter output, CallLifetime lifetime, GrpcServerOptions options) : IDisposable
{
    private const int Idle = 0;
    private const int Pending = 1;
    private const int Stalled = 2;

    private ITimer? _timer;
    private int _state;

    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        // A token given to Kestrel's flush aborts the whole stream behind our back, so it is watched here.
        var flush = output.FlushAsync(CancellationToken.None);
        if (!flush.IsCompletedSuccessfully)
        {
            return WaitAsync(flush, cancellationToken);
        }

        Check(flush.Result);
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private async ValueTask WaitAsync(ValueTask<FlushResult> flush, CancellationToken cancellationToken)
    {
        _timer ??= options.TimeProvider.CreateTimer(
            static state => ((FlushGuard)state!).OnStalled(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Volatile.Write(ref _state, Pending);
        _timer.Change(options.WriteTimeout, Timeout.InfiniteTimeSpan);
        await using var cancelled = cancellationToken.UnsafeRegister(
            static state => ((CallLifetime)state!).Abort(CallEnd.WriteCancelled), lifetime);
        try
        {
            Check(await flush);
        }
        finally
        {
            Interlocked.CompareExchange(ref _state, Idle, Pending);
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnStalled()
    {
        if (Interlocked.CompareExchange(ref _state, Stalled, Pending) == Pending)
        {
            lifetime.Abort(CallEnd.WriteStalled);
        }
    }

    // A flush does not say reliably that the stream was aborted meanwhile: look at the lifetime as well.
    private void Check(FlushResult result)
    {
        if (Volatile.Read(ref _state) == Stalled)
        {
            throw new GrpcStatusException(GrpcStatusCode.Cancelled, $"the peer took no bytes for {options.WriteTimeout}");
        }

        lifetime.Aborted.ThrowIfCancellationRequested();
        if (result.IsCompleted || result.IsCanceled)
        {
            lifetime.Abort(CallEnd.PeerGone);
            throw new OperationCanceledException("the peer closed the stream", lifetime.Aborted);
        }
    }
}
