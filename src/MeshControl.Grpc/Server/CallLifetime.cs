using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MeshControl.Grpc.Server;

/// <summary>The one place that ends a call from outside its handler: peer gone, deadline, stalled write, drain, old age.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The token sources stay usable for late callers; they hold no timer and no handle.")]
[SuppressMessage("Usage", "MA0042", Justification = "Cancelling is synchronous on purpose: the order of token and reset matters.")]
internal sealed class CallLifetime
{
    private const int ResetCancel = 0x8;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _cutOff = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly GrpcServerOptions _options;
    private readonly IHttpResetFeature? _reset;
    private readonly IConnectionLifetimeNotificationFeature? _connection;
    private readonly CancellationTokenRegistration _peerGone;
    private readonly List<ITimer> _timers = [];
    private bool _closed;

    public CallLifetime(HttpContext http, GrpcServerOptions options, TimeSpan? deadline)
    {
        _options = options;
        _reset = http.Features.Get<IHttpResetFeature>();
        _connection = http.Features.Get<IConnectionLifetimeNotificationFeature>();
        Aborted = _aborted.Token;
        Ending = _ending.Token;
        _peerGone = http.RequestAborted.UnsafeRegister(static state => ((CallLifetime)state!).Abort(CallEnd.PeerGone), this);
        if (deadline is { } time)
        {
            After(time, static call => call.Abort(CallEnd.Deadline));
        }
    }

    /// <summary>Nothing can be sent or read any more.</summary>
    public CancellationToken Aborted { get; }

    /// <summary>The handler should finish what it is sending and return.</summary>
    public CancellationToken Ending { get; }

    /// <summary>Completes when the answer must not wait for the handler any longer.</summary>
    public Task CutOff => _cutOff.Task;

    public CallEnd Reason { get; private set; }

    /// <summary>Asks the handler to return, tells the peer to reconnect, and cuts the call off when the handler has not returned after the grace.</summary>
    public void RequestEnd(CallEnd reason)
    {
        lock (_gate)
        {
            if (_closed || Reason != CallEnd.None)
            {
                return;
            }

            Reason = reason;
        }

        _connection?.RequestClose();
        After(_options.EndGrace, call => call.Abort(reason));
        _ending.Cancel();
    }

    public void Abort(CallEnd reason)
    {
        lock (_gate)
        {
            if (_closed || _aborted.IsCancellationRequested)
            {
                return;
            }

            Reason = reason;
        }

        if (reason is CallEnd.WriteStalled or CallEnd.WriteCancelled)
        {
            Reset();
        }

        _aborted.Cancel();
        if (reason is CallEnd.Deadline or CallEnd.Draining or CallEnd.MaxAge)
        {
            _cutOff.TrySetResult();
        }
    }

    /// <summary>RST_STREAM CANCEL, unless the request is over: its context may then belong to another one.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _reset?.Reset(ResetCancel);
            }
        }
    }

    public void After(TimeSpan delay, Action<CallLifetime> action)
    {
        lock (_gate)
        {
            if (!_closed && delay != Timeout.InfiniteTimeSpan)
            {
                // The longest delay a timer takes is 2^32-2 ms; a deadline beyond it never matters.
                var bounded = delay < TimeSpan.FromDays(49) ? delay : TimeSpan.FromDays(49);
                _timers.Add(_options.TimeProvider.CreateTimer(_ => action(this), null, bounded, Timeout.InfiniteTimeSpan));
            }
        }
    }

    /// <summary>After this nothing touches the request again.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var timer in _timers)
            {
                timer.Dispose();
            }
        }

        _peerGone.Dispose();
    }
}
