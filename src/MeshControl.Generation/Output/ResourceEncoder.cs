using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace MeshControl.Generation.Output;

/// <summary>Turns messages into <see cref="EncodedResource"/>s. Map fields must have been filled in key order: protobuf writes them as inserted.</summary>
public static class ResourceEncoder
{
    private const int VersionDigits = 16;
    private const byte AnyTypeUrlTag = 0x0a;
    private const byte AnyValueTag = 0x12;
    private const byte EntryTag = 0x12;
    private const byte VersionTag = 0x0a;
    private const byte NameTag = 0x1a;

    /// <summary>Encodes a message under the name clients know it by.</summary>
    public static EncodedResource Encode(ResourceType type, string name, IMessage message, string? endpointName = null) =>
        Encode(type, name, message.ToByteArray(), endpointName);

    /// <summary>Wraps the already serialized body of a message.</summary>
    public static EncodedResource Encode(ResourceType type, string name, ReadOnlySpan<byte> body, string? endpointName = null)
    {
        var version = VersionOf(body);
        var typeUrl = Encoding.UTF8.GetBytes(type.TypeUrl);
        var nameBytes = Encoding.UTF8.GetBytes(name);

        var anyLength = FieldLength(typeUrl.Length) + FieldLength(body.Length);
        var resourceLength = FieldLength(nameBytes.Length) + FieldLength(VersionDigits) + FieldLength(anyLength);
        var entry = new byte[FieldLength(resourceLength)];
        var at = WriteHead(entry, 0, EntryTag, resourceLength);
        at = WriteField(entry, at, NameTag, nameBytes);
        at = WriteField(entry, at, VersionTag, Encoding.ASCII.GetBytes(version));
        var anyEntry = at;
        at = WriteHead(entry, at, EntryTag, anyLength);
        var any = at;
        at = WriteField(entry, at, AnyTypeUrlTag, typeUrl);
        WriteField(entry, at, AnyValueTag, body);
        return new EncodedResource(name, version, entry, anyEntry, any, endpointName);
    }

    /// <summary>The version of content with these bytes.</summary>
    public static string VersionOf(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return Convert.ToHexStringLower(hash[..(VersionDigits / 2)]);
    }

    private static int FieldLength(int length) => 1 + CodedOutputStream.ComputeLengthSize(length) + length;

    private static int WriteField(byte[] target, int at, byte tag, ReadOnlySpan<byte> content)
    {
        at = WriteHead(target, at, tag, content.Length);
        content.CopyTo(target.AsSpan(at));
        return at + content.Length;
    }

    private static int WriteHead(byte[] target, int at, byte tag, int length)
    {
        target[at++] = tag;
        var rest = (uint)length;
        while (rest >= 0x80)
        {
            target[at++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        target[at++] = (byte)rest;
        return at;
    }
}
