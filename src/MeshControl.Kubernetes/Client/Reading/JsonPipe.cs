using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace MeshControl.Kubernetes.Client.Reading;

/// <summary>Feeds a body to a consumer as it arrives: every byte becomes a token once, and nothing waits for a whole line or body.</summary>
internal sealed class JsonPipe(Stream body, ITokenConsumer consumer, bool manyValues) : IAsyncDisposable
{
    private readonly PipeReader _pipe = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 16 * 1024));
    private JsonReaderState _state = new(new JsonReaderOptions { AllowMultipleValues = manyValues, MaxDepth = 512 });
    private int _depth;

    /// <summary>Takes what has arrived next; false at the end of the body.</summary>
    /// <exception cref="JsonException">Not JSON, or it ends in the middle.</exception>
    public async ValueTask<bool> AdvanceAsync(CancellationToken cancellationToken)
    {
        var read = await _pipe.ReadAsync(cancellationToken);
        var consumed = Consume(read.Buffer, read.IsCompleted);
        _pipe.AdvanceTo(consumed, read.Buffer.End);
        return !read.IsCompleted;
    }

    public ValueTask DisposeAsync() => _pipe.CompleteAsync();

    private SequencePosition Consume(ReadOnlySequence<byte> buffer, bool final)
    {
        // Between two values a watch may end; the reader would ask for a value.
        if (final && manyValues && _depth == 0 && OnlyWhiteSpace(buffer))
            return buffer.End;
        var reader = new Utf8JsonReader(buffer, final, _state);
        while (reader.Read())
            consumer.Accept(ref reader);
        _state = reader.CurrentState;
        _depth = reader.CurrentDepth;
        return reader.Position;
    }

    private static bool OnlyWhiteSpace(ReadOnlySequence<byte> buffer)
    {
        foreach (var part in buffer)
        {
            if (part.Span.IndexOfAnyExcept(" \t\r\n"u8) >= 0)
                return false;
        }

        return true;
    }
}
