using System.Globalization;
using System.Text;
using Google.Protobuf;
using MeshControl.Grpc;

namespace MeshControl.Xds.Pushing;

/// <summary>
/// Puts a response together: the few bytes of the stream (version, type, nonce), then the shared bodies. Both response messages use the same
/// field numbers for these.
/// </summary>
internal static class ResponseFramer
{
    private const byte VersionTag = 0x0a;
    private const byte TypeUrlTag = 0x22;
    private const byte NonceTag = 0x2a;

    public static GrpcPayload Frame(string typeUrl, string version, long nonce, IReadOnlyList<ResponseBody> bodies, bool isDelta)
    {
        var count = 1;
        foreach (var body in bodies)
        {
            count += body.Segments(isDelta).Length;
        }

        var segments = new ReadOnlyMemory<byte>[count];
        segments[0] = Head(typeUrl, version, nonce);
        var at = 1;
        foreach (var body in bodies)
        {
            var shared = body.Segments(isDelta);
            shared.CopyTo(segments, at);
            at += shared.Length;
        }

        return new GrpcPayload(segments.AsMemory());
    }

    /// <summary>Cuts bodies so that no response holds more than the limit, as far as resources allow.</summary>
    public static IEnumerable<IReadOnlyList<ResponseBody>> Cut(IReadOnlyList<ResponseBody> bodies, int maxBytes, bool isDelta)
    {
        long total = 0;
        foreach (var body in bodies)
        {
            foreach (var segment in body.Segments(isDelta))
            {
                total += segment.Length;
            }
        }

        return total <= maxBytes ? [bodies] : CutLarge(bodies, maxBytes, isDelta);
    }

    private static IEnumerable<IReadOnlyList<ResponseBody>> CutLarge(IReadOnlyList<ResponseBody> bodies, int maxBytes, bool isDelta)
    {
        var part = new List<Generation.Output.EncodedResource>();
        long size = 0;
        foreach (var resource in bodies.SelectMany(body => body.Resources))
        {
            var length = isDelta ? resource.DeltaEntry.Length : resource.StateOfTheWorldEntry.Length;
            if (part.Count > 0 && size + length > maxBytes)
            {
                yield return [new ResponseBody(part, [])];
                part = [];
                size = 0;
            }

            part.Add(resource);
            size += length;
        }

        if (part.Count > 0)
        {
            yield return [new ResponseBody(part, [])];
        }

        foreach (var removed in bodies.SelectMany(body => body.Removed).Chunk(Math.Max(1, maxBytes / 256)))
        {
            yield return [new ResponseBody([], removed)];
        }
    }

    private static byte[] Head(string typeUrl, string version, long nonce)
    {
        var nonceText = nonce.ToString(CultureInfo.InvariantCulture);
        var head = new byte[Size(version) + Size(typeUrl) + Size(nonceText)];
        var at = Write(head, 0, VersionTag, version);
        at = Write(head, at, TypeUrlTag, typeUrl);
        Write(head, at, NonceTag, nonceText);
        return head;
    }

    private static int Size(string text) => 1 + CodedOutputStream.ComputeStringSize(text);

    private static int Write(byte[] target, int at, byte tag, string text)
    {
        target[at++] = tag;
        var length = (uint)Encoding.UTF8.GetByteCount(text);
        for (; length >= 0x80; length >>= 7)
        {
            target[at++] = (byte)(length | 0x80);
        }

        target[at++] = (byte)length;
        return at + Encoding.UTF8.GetBytes(text, target.AsSpan(at));
    }
}
