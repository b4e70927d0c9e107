using System.Runtime.CompilerServices;
using System.Text.Json;
using MeshControl.Kubernetes.Client.Reading;

namespace MeshControl.Kubernetes.Client;

/// <summary>A watch whose answer has begun: the server has accepted the resource version, events may never come.</summary>
internal sealed class WatchStream : IAsyncDisposable
{
    private readonly ApiSender _sender;
    private readonly HttpResponseMessage _response;
    private readonly string _what;
    private readonly TimeSpan? _silence;
    private readonly WatchReader _reader;
    private readonly JsonPipe _pipe;

    public WatchStream(ApiSender sender, HttpResponseMessage response, Stream body, ApiResource resource, WatchOptions options)
    {
        (_sender, _response, _silence) = (sender, response, options.Silence);
        _what = $"watch {resource.Plural}";
        _reader = new WatchReader(resource, options.Trim, new StringPool());
        _pipe = new JsonPipe(body, _reader, manyValues: true);
    }

    /// <summary>Events as they come; ends when the server ends the watch. An error event is the last one.</summary>
    public async IAsyncEnumerable<WatchEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var more = true;
        while (more)
        {
            JsonException? garbage = null;
            try
            {
                more = await _sender.GuardAsync(_what, _silence, token => _pipe.AdvanceAsync(token).AsTask(), cancellationToken);
            }
            catch (JsonException failure)
            {
                garbage = failure;
            }

            // What was whole before the garbage counts.
            while (_reader.TryTake(out var @event))
            {
                yield return @event;
                if (@event.Type == WatchEventType.Error)
                    yield break;
            }

            if (garbage is not null)
                throw KubeApiException.Unreadable($"{_what}: {garbage.Message}", garbage);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _pipe.DisposeAsync();
        _response.Dispose();
    }
}
