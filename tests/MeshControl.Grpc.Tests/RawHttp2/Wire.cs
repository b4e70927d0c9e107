using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Grpc.Protocol;

namespace MeshControl.Grpc.Tests.RawHttp2;

/// <summary>Messages as bytes on the wire.</summary>
internal static class Wire
{
    public static byte[] Text(string text) => Message(new StringValue { Value = text }.ToByteArray());

    public static byte[] Message(byte[] body, byte flag = 0) => [.. Prefix(body.Length, flag), .. body];

    public static byte[] Prefix(int length, byte flag = 0)
    {
        var prefix = new byte[FramePrefix.Size];
        FramePrefix.Write(prefix, length);
        prefix[0] = flag;
        return prefix;
    }

    public static IEnumerable<string> Texts(RawResponse response) => response.Messages().Select(m => StringValue.Parser.ParseFrom(m).Value);
}
