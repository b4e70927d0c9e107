using MeshControl.Grpc.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MeshControl.Grpc.Server;

/// <summary>Runs one call from the gate to its trailers, whatever the handler does.</summary>
internal sealed class CallRunner(GrpcServerOptions options, GrpcDrain drain, ILogger<CallRunner> log)
{
    public async Task RunAsync(HttpContext http, string path, bool isStream, Func<GrpcCall, ServerStream, Task> handler)
    {
        if (!RequestGate.TryAccept(http, path))
        {
            return;
        }

        RequestGate.LiftRequestLimits(http);
        var timeout = GrpcTimeout.Parse(http.Request.Headers[GrpcHeaders.Timeout]);
        var lifetime = new CallLifetime(http, options, timeout);
        try
        {
            if (!drain.TryEnter(lifetime, isStream))
            {
                RequestGate.TrailersOnly(http, new GrpcStatus(GrpcStatusCode.Unavailable, "draining"));
                return;
            }

            var call = new GrpcCall(http, lifetime, options.TimeProvider.GetUtcNow() + timeout);
            using var stream = new ServerStream(http, options, lifetime);
            await RunAsync(http, call, lifetime, stream, handler);
        }
        finally
        {
            lifetime.Close();
            drain.Leave(lifetime);
        }
    }

    private async Task RunAsync(
        HttpContext http, GrpcCall call, CallLifetime lifetime, ServerStream stream, Func<GrpcCall, ServerStream, Task> handler)
    {
        var running = HandleAsync(call, lifetime, stream, handler);
        await Task.WhenAny(running, lifetime.CutOff);
        var status = running.IsCompleted ? await running : EndStatus(lifetime.Reason) ?? GrpcStatus.Ok;
        if (lifetime.Reason == CallEnd.PeerGone)
        {
            Log.PeerGone(log, call.Path, call.Peer);
        }
        else if (stream.TryClose())
        {
            stream.SetStatus(status, call.TrailersOrNull);
            // Trailers, then RST_STREAM NO_ERROR if the client still has its side open. A reset of our own here would overtake the trailers.
            await http.Response.CompleteAsync();
        }
        else
        {
            Log.Reset(log, call.Path, call.Peer, status);
            lifetime.Reset();
        }

        // The context is reused after we return: a handler that was cut off must be out of it first.
        await running;
    }

    private async Task<GrpcStatus> HandleAsync(
        GrpcCall call, CallLifetime lifetime, ServerStream stream, Func<GrpcCall, ServerStream, Task> handler)
    {
        try
        {
            await handler(call, stream);
            return EndStatus(lifetime.Reason) ?? GrpcStatus.Ok;
        }
        catch (GrpcStatusException e)
        {
            if (!e.StatusDetails.IsEmpty)
            {
                call.ResponseTrailers[GrpcHeaders.StatusDetails] = BinaryMetadata.Encode(e.StatusDetails.Span);
            }

            Log.Failed(log, call.Path, call.Peer, e.Status);
            return EndStatus(lifetime.Reason) is { Code: GrpcStatusCode.DeadlineExceeded } late ? late : e.Status;
        }
        catch (OperationCanceledException)
        {
            return EndStatus(lifetime.Reason) ?? new GrpcStatus(GrpcStatusCode.Cancelled, "cancelled");
        }
        catch (Exception e)
        {
            Log.Crashed(log, e, call.Path, call.Peer);
            return new GrpcStatus(GrpcStatusCode.Unknown, "the server failed to handle the call");
        }
    }

    private static GrpcStatus? EndStatus(CallEnd reason) => reason switch
    {
        CallEnd.Deadline => new GrpcStatus(GrpcStatusCode.DeadlineExceeded, "deadline exceeded"),
        CallEnd.Draining => new GrpcStatus(GrpcStatusCode.Unavailable, "draining"),
        CallEnd.MaxAge => new GrpcStatus(GrpcStatusCode.Unavailable, "the stream reached its maximum age"),
        CallEnd.WriteStalled or CallEnd.WriteCancelled or CallEnd.PeerGone => new GrpcStatus(GrpcStatusCode.Cancelled, "the stream was reset"),
        _ => null,
    };
}
