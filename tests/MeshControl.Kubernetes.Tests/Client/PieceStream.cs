namespace MeshControl.Kubernetes.Tests.Client;

/// <summary>A body that arrives in pieces of one size.</summary>
internal sealed class PieceStream(byte[] body, int size) : MemoryStream(body)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
}
