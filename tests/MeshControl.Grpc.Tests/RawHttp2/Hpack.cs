using System.Text;

namespace MeshControl.Grpc.Tests.RawHttp2;

/// <summary>As much of RFC 7541 as a client needs that forbids the dynamic table: literals out, literals and static names in.</summary>
internal static class Hpack
{
    // The static table's entries that a server sends in a response; those with a value stand for the whole header.
    private static readonly Dictionary<int, (string Name, string Value)> StaticTable = new()
    {
        [8] = (":status", "200"), [9] = (":status", "204"), [10] = (":status", "206"), [11] = (":status", "304"),
        [12] = (":status", "400"), [13] = (":status", "404"), [14] = (":status", "500"),
        [22] = ("allow", ""), [28] = ("content-length", ""), [31] = ("content-type", ""), [33] = ("date", ""), [54] = ("server", ""),
    };

    public static byte[] Encode(IEnumerable<(string Name, string Value)> headers)
    {
        var bytes = new List<byte>();
        foreach (var (name, value) in headers)
        {
            bytes.Add(0x00);
            WriteString(bytes, name);
            WriteString(bytes, value);
        }

        return [.. bytes];
    }

    public static List<(string Name, string Value)> Decode(ReadOnlySpan<byte> block)
    {
        var headers = new List<(string, string)>();
        while (!block.IsEmpty)
        {
            var first = block[0];
            if ((first & 0x80) != 0)
            {
                headers.Add(StaticTable[ReadInteger(ref block, 7)]);
            }
            else if ((first & 0xE0) == 0x20)
            {
                ReadInteger(ref block, 5);
            }
            else
            {
                var index = ReadInteger(ref block, (first & 0x40) != 0 ? 6 : 4);
                var name = index == 0 ? ReadString(ref block) : StaticTable[index].Name;
                headers.Add((name, ReadString(ref block)));
            }
        }

        return headers;
    }

    private static int ReadInteger(ref ReadOnlySpan<byte> block, int prefixBits)
    {
        var mask = (1 << prefixBits) - 1;
        var value = block[0] & mask;
        block = block[1..];
        for (var shift = 0; value >= mask; shift += 7)
        {
            var next = block[0];
            block = block[1..];
            value += (next & 0x7F) << shift;
            if ((next & 0x80) == 0)
            {
                break;
            }
        }

        return value;
    }

    private static string ReadString(ref ReadOnlySpan<byte> block)
    {
        if ((block[0] & 0x80) != 0)
        {
            throw new NotSupportedException("The server sent a Huffman-coded string.");
        }

        var length = ReadInteger(ref block, 7);
        var text = Encoding.ASCII.GetString(block[..length]);
        block = block[length..];
        return text;
    }

    private static void WriteString(List<byte> bytes, string text)
    {
        var ascii = Encoding.ASCII.GetBytes(text);
        var length = ascii.Length;
        if (length < 0x7F)
        {
            bytes.Add((byte)length);
        }
        else
        {
            bytes.Add(0x7F);
            for (length -= 0x7F; length >= 0x80; length >>= 7)
            {
                bytes.Add((byte)(length | 0x80));
            }

            bytes.Add((byte)length);
        }

        bytes.AddRange(ascii);
    }
}
