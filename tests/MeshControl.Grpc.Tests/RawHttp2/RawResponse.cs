using System.Buffers.Binary;
using MeshControl.Grpc.Protocol;

namespace MeshControl.Grpc.Tests.RawHttp2;

/// <summary>What one stream has received so far.</summary>
internal sealed class RawResponse
{
    /// <summary>The frames of the stream in order of arrival.</summary>
    public List<Frame> Frames { get; } = [];

    public List<List<(string Name, string Value)>> HeaderBlocks { get; } = [];

    public MemoryStream Data { get; } = new();

    public bool Ended => Frames.Exists(f => f.EndStream);

    /// <summary>The code of the RST_STREAM, if one came.</summary>
    public uint? Reset => Frames.Where(f => f.Type == FrameType.RstStream).Select(f => (uint?)f.Number).FirstOrDefault();

    /// <summary>The status in the last header block: the trailers, or the only block of a trailers-only answer.</summary>
    public GrpcStatus Status => new((GrpcStatusCode)int.Parse(Trailer("grpc-status")!), PercentEncoding.Decode(Trailer("grpc-message") ?? ""));

    public string? Trailer(string name) => HeaderBlocks.Count == 0 ? null : Find(HeaderBlocks[^1], name);

    public string? Header(string name) => HeaderBlocks.Count == 0 ? null : Find(HeaderBlocks[0], name);

    /// <summary>The complete messages in <see cref="Data"/>.</summary>
    public List<byte[]> Messages()
    {
        var messages = new List<byte[]>();
        var data = Data.ToArray().AsSpan();
        while (data.Length >= FramePrefix.Size && BinaryPrimitives.ReadInt32BigEndian(data[1..]) is var length && data.Length >= FramePrefix.Size + length)
        {
            messages.Add(data.Slice(FramePrefix.Size, length).ToArray());
            data = data[(FramePrefix.Size + length)..];
        }

        return messages;
    }

    private static string? Find(List<(string Name, string Value)> block, string name) =>
        block.Where(h => h.Name == name).Select(h => h.Value).FirstOrDefault();
}
