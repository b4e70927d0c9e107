using System.Collections.Immutable;
using System.Text;
using MeshControl.Grpc;

namespace MeshControl.Fleet.Wire;

/// <summary>Writes discovery requests; the long parts (node, names) are encoded once and shared.</summary>
internal static class RequestEncoder
{
    private const int DeltaNode = 1, DeltaTypeUrl = 2, Subscribe = 3, Unsubscribe = 4, DeltaNonce = 6;
    private const int Version = 1, Node = 2, Names = 3, TypeUrl = 4, Nonce = 5;

    /// <summary>The first request of a stream or type; no names are a wildcard.</summary>
    public static GrpcPayload First(Protocol protocol, ResourceKind kind, byte[] node) =>
        protocol == Protocol.Delta
            ? Message(output => { Field(output, DeltaNode, node); Field(output, DeltaTypeUrl, TypeUrls.Of(kind)); })
            : Message(output => { Field(output, Node, node); Field(output, TypeUrl, TypeUrls.Of(kind)); });

    /// <summary>A delta request that changes what is subscribed.</summary>
    public static GrpcPayload Change(ResourceKind kind, IEnumerable<string> subscribe, IEnumerable<string> unsubscribe) => Message(output =>
    {
        Field(output, DeltaTypeUrl, TypeUrls.Of(kind));
        foreach (var name in subscribe)
            Field(output, Subscribe, Encoding.UTF8.GetBytes(name));
        foreach (var name in unsubscribe)
            Field(output, Unsubscribe, Encoding.UTF8.GetBytes(name));
    });

    public static GrpcPayload DeltaAck(in DiscoveryResponse response)
    {
        var nonce = response.Nonce;
        var kind = response.Content.Kind;
        return Message(output => { Field(output, DeltaTypeUrl, TypeUrls.Of(kind)); Field(output, DeltaNonce, nonce); });
    }

    /// <summary>A state-of-the-world request: all names (encoded before by <see cref="EncodeNames"/>), and what was received last.</summary>
    public static GrpcPayload Whole(ResourceKind kind, ReadOnlyMemory<byte> names, byte[] version, byte[] nonce)
    {
        var head = Message(output =>
        {
            Field(output, TypeUrl, TypeUrls.Of(kind));
            if (version.Length > 0)
                Field(output, Version, version);
            if (nonce.Length > 0)
                Field(output, Nonce, nonce);
        });
        return new GrpcPayload(head.Segments.Span[0], names);
    }

    public static ReadOnlyMemory<byte> EncodeNames(ImmutableArray<string> names)
    {
        var message = Message(output =>
        {
            foreach (var name in names)
                Field(output, Names, Encoding.UTF8.GetBytes(name));
        });
        return message.Segments.Span[0];
    }

    private static GrpcPayload Message(Action<MemoryStream> write)
    {
        var output = new MemoryStream();
        write(output);
        return new GrpcPayload(output.ToArray().AsMemory());
    }

    private static void Field(MemoryStream output, int field, ReadOnlySpan<byte> value)
    {
        output.WriteByte((byte)((field << 3) | 2));
        var length = (uint)value.Length;
        for (; length >= 0x80; length >>= 7)
            output.WriteByte((byte)(length | 0x80));
        output.WriteByte((byte)length);
        output.Write(value);
    }
}
