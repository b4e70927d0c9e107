using System.Collections.Immutable;
using MeshControl.Grpc;
using MeshControl.Grpc.Server;
using MeshControl.Model.Proxies;
using MeshControl.Xds.Diagnostics;
using MeshControl.Xds.Pushing;
using MeshControl.Xds.Requests;

namespace MeshControl.Xds.Sessions;

/// <summary>
/// One open ADS stream. One task reads and books requests at once, another is the only writer; neither waits for the other, so a client may
/// stop reading while it goes on sending.
/// </summary>
internal sealed class AdsSession : IStreamObserver, IDisposable
{
    private const int LargeResponseBytes = 10 * 1024 * 1024;
    private readonly Lock _gate = new();
    private readonly WakeSignal _wake = new();
    private readonly AdsStream _stream;
    private readonly IProxySubscription _subscription;
    private readonly ISecretSession _secrets;
    private readonly AdsSessionContext _context;
    private readonly ITimer _timer;
    private readonly long _start;
    private long _publishedAt;
    private volatile bool _isFinishing;
    private volatile bool _isFailed;

    public AdsSession(
        string connectionId, string peer, ProxyIdentity proxy, ClientTraits client, IAdsProtocol protocol, IProxySubscription subscription,
        ISecretSession secrets, AdsSessionContext context)
    {
        ConnectionId = connectionId;
        Peer = peer;
        Proxy = proxy;
        _subscription = subscription;
        _secrets = secrets;
        _context = context;
        _start = context.Clock.GetTimestamp();
        ConnectedAt = context.Clock.GetUtcNow();
        _stream = new AdsStream(new StreamState(protocol, client, subscription, secrets, context.Options, context.Bodies, this, context.Clock));
        _timer = context.Clock.CreateTimer(static signal => ((WakeSignal)signal!).Set(), _wake, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        subscription.Config.Changed += OnConfigChanged;
        secrets.Changed += OnSecretsChanged;
    }

    /// <summary>Node id and a counter: two streams of one pod may overlap.</summary>
    public string ConnectionId { get; }

    public string Peer { get; }

    public ProxyIdentity Proxy { get; }

    public DateTimeOffset ConnectedAt { get; }

    public bool IsDelta => _stream.State.Protocol.IsDelta;

    public ClientTraits Client => _stream.State.Client;

    /// <summary>Serves the stream until the client or the server ends it.</summary>
    /// <exception cref="GrpcStatusException">The client broke the protocol, or something here is broken.</exception>
    public async Task RunAsync(byte[] first, IAsyncEnumerator<byte[]> requests, GrpcDuplex<byte[]> duplex, CancellationTokenSource stop)
    {
        var writing = WriteAsync(duplex, stop);
        try
        {
            Receive(first);
            while (await requests.MoveNextAsync())
            {
                Receive(requests.Current);
            }
        }
        catch
        {
            _isFailed = true;
            throw;
        }
        finally
        {
            // What is due still goes out; after a failure only the message in hand, so that the status can follow.
            _isFinishing = true;
            _wake.Set();
            await writing;
        }
    }

    public SessionSnapshot Snapshot()
    {
        lock (_gate)
        {
            return SessionSnapshot.Of(this, _stream.State);
        }
    }

    /// <summary>What the proxy was brought to, type by type, restricted to what it asked for.</summary>
    public ImmutableArray<SentType> Sent()
    {
        lock (_gate)
        {
            return SentType.Of(_stream.State);
        }
    }

    public void Dispose()
    {
        _subscription.Config.Changed -= OnConfigChanged;
        _secrets.Changed -= OnSecretsChanged;
        _timer.Dispose();
        _secrets.Dispose();
        _subscription.Dispose();
    }

    public void Answered(ResourceSubscription subscription, bool accepted) =>
        _context.Metrics.Answered(subscription.Type, subscription.Ledger.LastSent is { } sent ? _context.Clock.GetUtcNow() - sent : TimeSpan.Zero);

    public void Rejected(ResourceSubscription subscription, string nonce, string error)
    {
        _context.Metrics.Rejected(subscription.Type);
        Log.Rejected(_context.Log, ConnectionId, subscription.Type.Name, nonce, error.Length > 1024 ? error[..1024] : error);
    }

    public void Expired(ResourceSubscription subscription) => _context.Metrics.Expired(subscription.Type);

    public void Skipped(ResourceSubscription subscription, int count) => _context.Metrics.Skipped(subscription.Type, count);

    private void OnConfigChanged()
    {
        Interlocked.CompareExchange(ref _publishedAt, _context.Clock.GetTimestamp() - _start + 1, 0);
        _wake.Set();
    }

    private void OnSecretsChanged()
    {
        _stream.State.SecretsChanged();
        _wake.Set();
    }

    private void Receive(byte[] message)
    {
        _context.Metrics.Received(message.Length);
        var request = AdsRequestReader.Read(message, IsDelta, _stream.State);
        lock (_gate)
        {
            _stream.Receive(request);
        }

        _wake.Set();
    }

    private async Task WriteAsync(GrpcDuplex<byte[]> duplex, CancellationTokenSource stop)
    {
        try
        {
            while (!_isFailed)
            {
                var response = Next();
                if (response is not null)
                {
                    var begin = _context.Clock.GetTimestamp();
                    await duplex.WriteAsync(response.Payload, CancellationToken.None);
                    _context.Metrics.Sent(response, _context.Clock.GetElapsedTime(begin));
                    if (response.Payload.Length > LargeResponseBytes)
                    {
                        Log.LargeResponse(_context.Log, response.Type?.Name ?? "", response.Payload.Length, ConnectionId);
                    }
                }
                else if (_isFinishing)
                {
                    return;
                }
                else
                {
                    ConvergedIfPublished();
                    await _wake.WaitAsync();
                }
            }
        }
        catch (Exception e)
        {
            // Whoever waits for requests must not outlive the writer.
            await stop.CancelAsync();
            if (e is OperationCanceledException or GrpcStatusException)
            {
                _context.Metrics.SendFailed();
                throw;
            }

            _context.Metrics.InternalError();
            Log.Crashed(_context.Log, e, ConnectionId);
            throw new GrpcStatusException(GrpcStatusCode.Internal, "the configuration of this proxy cannot be sent", e);
        }
    }

    private PreparedResponse? Next()
    {
        lock (_gate)
        {
            var response = _stream.Next();
            if (response is null)
            {
                SetTimer();
            }

            return response;
        }
    }

    private void SetTimer()
    {
        var deadline = _stream.Planner.NextDeadline();
        if (deadline == long.MaxValue)
        {
            return;
        }

        var wait = _context.Clock.GetElapsedTime(_context.Clock.GetTimestamp(), deadline);
        // A timer may fire a moment early by its own clock; a millisecond more avoids a second round.
        _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    private void ConvergedIfPublished()
    {
        var at = Interlocked.Exchange(ref _publishedAt, 0);
        if (at != 0)
        {
            _context.Metrics.Converged(_context.Clock.GetElapsedTime(_start + at - 1));
        }
    }
}
