using System.Buffers.Binary;
using System.Text;

namespace MeshControl.EndToEnd.Tests.Wire;

/// <summary>The first message of a TLS client, which is readable by anybody.</summary>
internal static class ClientHello
{
    private const int ApplicationProtocols = 16;
    private const int ServerName = 0;

    /// <summary>The protocols that it offers, in order; null where these bytes are no such message.</summary>
    public static IReadOnlyList<string>? ProtocolsOf(ReadOnlySpan<byte> record)
    {
        if (Extension(record, ApplicationProtocols) is not { } body)
        {
            return null;
        }

        var names = new List<string>();
        for (var at = 2; at < body.Length; at += 1 + body[at])
        {
            names.Add(Encoding.ASCII.GetString(body, at + 1, body[at]));
        }

        return names;
    }

    /// <summary>The server that it names; null where there is none.</summary>
    public static string? NameOf(ReadOnlySpan<byte> record) => Extension(record, ServerName) is { } body ? Encoding.ASCII.GetString(body.AsSpan(5)) : null;

    private static byte[]? Extension(ReadOnlySpan<byte> record, int wanted)
    {
        if (record.Length < 50 || record[0] != 0x16 || record[5] != 1)
        {
            return null;
        }

        var at = 5 + 4 + 2 + 32;
        at += 1 + record[at];
        at += 2 + BinaryPrimitives.ReadUInt16BigEndian(record[at..]);
        at += 1 + record[at];
        for (at += 2; at + 4 <= record.Length; at += 4 + BinaryPrimitives.ReadUInt16BigEndian(record[(at + 2)..]))
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(record[at..]) == wanted)
            {
                return record.Slice(at + 4, BinaryPrimitives.ReadUInt16BigEndian(record[(at + 2)..])).ToArray();
            }
        }

        return null;
    }
}
