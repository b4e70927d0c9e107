using System.Text;
using Google.Protobuf;
using MeshControl.Generation.Output;

namespace MeshControl.Xds.Pushing;

/// <summary>
/// The resources and removals of one response, or of a part of one: immutable, framed once and then sent by any number of streams.
/// </summary>
internal sealed class ResponseBody(IReadOnlyList<EncodedResource> resources, IReadOnlyList<string> removed)
{
    private const byte RemovedTag = 0x32;
    private ReadOnlyMemory<byte>[]? _delta;
    private ReadOnlyMemory<byte>[]? _state;

    public IReadOnlyList<EncodedResource> Resources { get; } = resources;

    public IReadOnlyList<string> Removed { get; } = removed;

    /// <summary>Fields of a DeltaDiscoveryResponse, removals included, or of a DiscoveryResponse, which knows none.</summary>
    public ReadOnlyMemory<byte>[] Segments(bool isDelta) => isDelta ? _delta ??= FrameDelta() : _state ??= FrameState();

    private ReadOnlyMemory<byte>[] FrameState()
    {
        var segments = new ReadOnlyMemory<byte>[Resources.Count];
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = Resources[i].StateOfTheWorldEntry;
        }

        return segments;
    }

    private ReadOnlyMemory<byte>[] FrameDelta()
    {
        var segments = new ReadOnlyMemory<byte>[Resources.Count + (Removed.Count > 0 ? 1 : 0)];
        for (var i = 0; i < Resources.Count; i++)
        {
            segments[i] = Resources[i].DeltaEntry;
        }

        if (Removed.Count > 0)
        {
            segments[^1] = FrameRemoved();
        }

        return segments;
    }

    private byte[] FrameRemoved()
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream))
        {
            foreach (var name in Removed)
            {
                output.WriteRawTag(RemovedTag);
                output.WriteBytes(ByteString.CopyFrom(name, Encoding.UTF8));
            }
        }

        return stream.ToArray();
    }
}
