using System.Text.Json.Nodes;
using System.Threading.Channels;
using MeshControl.Kubernetes;
using Microsoft.AspNetCore.Http;

namespace MeshControl.Testing.Kubernetes;

/// <summary>One watch that a client has open: sends the store's events, and misbehaves when told to.</summary>
internal sealed class FakeWatch(HttpContext context, FakeStore store, ApiResource resource, string @namespace, FakeSelector selector, FakeFaults faults)
{
    private readonly Channel<FakeWatchCommand> _commands = Channel.CreateUnbounded<FakeWatchCommand>();
    private readonly (string, string) _kind = (resource.Group, resource.Plural);
    private int _next;
    private bool _frozen;

    public void Wake() => Tell(FakeWatchCommand.Wake);

    public void Tell(FakeWatchCommand command) => _commands.Writer.TryWrite(command);

    public async Task RunAsync(string from, TimeSpan timeout)
    {
        var (initial, next) = store.Begin(_kind, this, from);
        _next = next;
        try
        {
            using var due = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            due.CancelAfter(timeout);
            context.Response.ContentType = "application/json";
            await context.Response.StartAsync();
            await context.Response.Body.FlushAsync();
            foreach (var stored in initial.Where(Selects))
                await SendAsync("ADDED", stored);
            await SendEventsAsync();
            while (await NextAsync(due.Token) is { } command && await ObeyAsync(command))
            {
                // Until the watch ends one way or another.
            }
        }
        catch (OperationCanceledException)
        {
            // The client went away.
        }
        finally
        {
            store.End(_kind, this);
        }
    }

    private async Task<FakeWatchCommand?> NextAsync(CancellationToken due)
    {
        try
        {
            return await _commands.Reader.ReadAsync(due);
        }
        catch (OperationCanceledException)
        {
            // A frozen server does not even end what is over.
            if (_frozen)
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            return null;
        }
    }

    /// <summary>False when the watch is over.</summary>
    private async Task<bool> ObeyAsync(FakeWatchCommand command)
    {
        if (_frozen && command != FakeWatchCommand.Disconnect)
            return true;
        switch (command)
        {
            case FakeWatchCommand.Wake:
                await SendEventsAsync();
                return true;
            case FakeWatchCommand.Bookmark:
                // A bookmark says that everything up to its version has been sent.
                var version = await SendEventsAsync();
                await WriteAsync("BOOKMARK", new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = version.ToString() } }.ToJsonString());
                return true;
            case FakeWatchCommand.Garbage:
                await context.Response.WriteAsync("{\"type\":\"ADDED\",\"object\":{\"metadata\":oops}}\n");
                await context.Response.Body.FlushAsync();
                return true;
            case FakeWatchCommand.Expire:
                await context.Response.WriteAsync($$"""{"type":"ERROR","object":{{FakeAnswer.Expired.ToJson().ToJsonString()}}}{{"\n"}}""");
                return false;
            case FakeWatchCommand.Fail:
                await context.Response.WriteAsync($$"""{"type":"ERROR","object":{{new FakeAnswer(500, "InternalError", "etcd has no leader").ToJson().ToJsonString()}}}{{"\n"}}""");
                return false;
            case FakeWatchCommand.Freeze:
                _frozen = true;
                return true;
            case FakeWatchCommand.Disconnect:
                context.Abort();
                return false;
            default:
                return false;
        }
    }

    private async Task<long> SendEventsAsync()
    {
        var (events, version) = store.EventsFrom(_kind, _next);
        foreach (var @event in events)
        {
            _next++;
            var was = @event.Old is { } old && Selects(old);
            var @is = !@event.Deleted && Selects(@event.New);
            var type = (was, @is) switch { (false, true) => "ADDED", (true, true) => "MODIFIED", (true, false) => "DELETED", _ => null };
            if (type is null)
                continue;
            if (faults.Latency > TimeSpan.Zero)
                await Task.Delay(faults.Latency, context.RequestAborted);
            await SendAsync(type, @event.New);
            if (faults.RepeatEvents)
                await SendAsync(type, @event.New);
        }

        return version;
    }

    private bool Selects(StoredObject stored) => (@namespace.Length == 0 || stored.Namespace == @namespace) && selector.Matches(stored.Json);

    private Task SendAsync(string type, StoredObject stored) => WriteAsync(type, System.Text.Encoding.UTF8.GetString(stored.Body));

    private async Task WriteAsync(string type, string body)
    {
        // Watches, unlike lists, name each object's kind.
        await context.Response.WriteAsync($$"""{"type":"{{type}}","object":{"kind":"{{resource.Kind}}","apiVersion":"{{resource.ApiVersion}}",{{body[1..]}}}{{"\n"}}""");
        await context.Response.Body.FlushAsync();
    }
}
