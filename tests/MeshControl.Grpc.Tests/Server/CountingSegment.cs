using System.Buffers;

namespace MeshControl.Grpc.Tests.Server;

/// <summary>A payload segment that tells when it is first read, to see how far ahead of the peer a writer runs.</summary>
internal sealed class CountingSegment(byte[] bytes, Action read) : MemoryManager<byte>
{
    private bool _read;

    // The base implementation would already count as a read.
    public override Memory<byte> Memory => CreateMemory(bytes.Length);

    public override Span<byte> GetSpan()
    {
        if (!_read)
        {
            _read = true;
            read();
        }

        return bytes;
    }

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    public override void Unpin() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
    }
}
