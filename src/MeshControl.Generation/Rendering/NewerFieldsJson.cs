using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Clusters;
using MeshControl.Generation.Output;

namespace MeshControl.Generation.Rendering;

/// <summary>Shows the fields that are sent by number because the API definitions do not have them yet; protobuf's own JSON leaves them out.</summary>
internal static class NewerFieldsJson
{
    private const string DnsJitter = "dns_jitter";

    public static void AddTo(JsonObject json, Any resource)
    {
        if (resource.TypeUrl == ResourceType.Cluster.TypeUrl && Find(resource.Value, NewerFields.ClusterDnsJitter) is { } jitter)
        {
            // A duration is a string in JSON, which a formatter of messages quotes.
            json[DnsJitter] = JsonNode.Parse(JsonFormatter.Default.Format(Duration.Parser.ParseFrom(jitter)));
        }
    }

    private static ByteString? Find(ByteString message, int number)
    {
        var input = message.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == number && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                return input.ReadBytes();
            }

            input.SkipLastField();
        }

        return null;
    }
}
