namespace MeshControl.Grpc.Tests.Protocol;

/// <summary>A stream whose reads return exactly the given chunks, as DATA frames arrive.</summary>
internal sealed class ChunkedStream(IEnumerable<byte[]> chunks) : Stream
{
    private readonly Queue<byte[]> _chunks = new(chunks.Where(c => c.Length > 0));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The bytes cut at the given places; places outside the bytes cut nothing.</summary>
    public static ChunkedStream Cut(byte[] bytes, IEnumerable<int> places)
    {
        var borders = places.Where(p => p > 0 && p < bytes.Length).Append(0).Append(bytes.Length).Distinct().Order().ToList();
        return new ChunkedStream(borders.Zip(borders.Skip(1), (from, to) => bytes[from..to]));
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (!_chunks.TryDequeue(out var chunk))
        {
            return 0;
        }

        Assert.True(chunk.Length <= buffer.Length, "The test's chunks are smaller than any reader's buffer.");
        chunk.CopyTo(buffer);
        return chunk.Length;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
