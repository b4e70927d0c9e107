using System.Buffers;
using System.Text;
using Envoy.Config.Route.V3;
using Google.Protobuf;

namespace MeshControl.Generation.Output;

/// <summary>Encodes virtual hosts without their name, and the small framing that puts the name back.</summary>
public static class VirtualHostEncoder
{
    /// <summary>Encodes a host; the message is left as it was.</summary>
    public static EncodedVirtualHost Encode(VirtualHost host)
    {
        var name = host.Name;
        host.Name = "";
        var body = host.ToByteArray();
        host.Name = name;
        var version = ResourceEncoder.VersionOf([.. Encoding.UTF8.GetBytes(name), .. body]);
        return new EncodedVirtualHost(name, body, version, host.Domains.Contains("*"));
    }

    internal static void WriteHead(IBufferWriter<byte> output, byte tag, int length)
    {
        Span<byte> head = stackalloc byte[6];
        var at = 0;
        head[at++] = tag;
        var rest = (uint)length;
        while (rest >= 0x80)
        {
            head[at++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        head[at++] = (byte)rest;
        output.Write(head[..at]);
    }
}
