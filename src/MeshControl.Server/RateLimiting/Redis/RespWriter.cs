using System.Buffers;
using System.Globalization;
using System.Text;

namespace MeshControl.Server.RateLimiting.Redis;

/// <summary>Writes commands in RESP2: an array of bulk strings.</summary>
internal static class RespWriter
{
    public static ReadOnlyMemory<byte> Command(params IEnumerable<string> parts)
    {
        var list = parts.ToList();
        var output = new ArrayBufferWriter<byte>(256);
        Line(output, '*', list.Count);
        foreach (var part in list)
        {
            Line(output, '$', Encoding.UTF8.GetByteCount(part));
            Encoding.UTF8.GetBytes(part, output);
            output.Write("\r\n"u8);
        }

        return output.WrittenMemory;
    }

    private static void Line(ArrayBufferWriter<byte> output, char type, int number) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{type}{number}\r\n"), output);
}
