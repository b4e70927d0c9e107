using System.Text.Json.Nodes;

namespace MeshControl.Generation.Tests.Clusters;

/// <summary>Compares JSON by meaning: order of members and spacing do not count.</summary>
internal static class JsonAssert
{
    public static void Is(string expected, JsonNode? actual)
    {
        var wanted = JsonNode.Parse(expected);
        Assert.True(JsonNode.DeepEquals(wanted, actual), $"expected: {wanted?.ToJsonString()}\nactual:   {actual?.ToJsonString()}");
    }

    /// <summary>The node at a path of member names and indexes; null where there is none.</summary>
    public static JsonNode? At(this JsonNode? node, params object[] path)
    {
        foreach (var step in path)
        {
            node = step switch
            {
                string name => (node as JsonObject)?[name],
                int index => node is JsonArray array && index < array.Count ? array[index] : null,
                _ => throw new ArgumentException("a name or an index", nameof(path)),
            };
        }

        return node;
    }

    public static string? Text(this JsonNode? node, params object[] path) => node.At(path)?.ToString();

    public static JsonNode? HttpOptions(this JsonNode cluster)
    {
        var options = cluster.At("typed_extension_protocol_options", "envoy.extensions.upstreams.http.v3.HttpProtocolOptions")?.DeepClone();
        (options as JsonObject)?.Remove("@type");
        return options;
    }

    /// <summary>The TLS context of a plain transport socket, or of the one for mesh endpoints.</summary>
    public static JsonNode? Tls(this JsonNode cluster) =>
        (cluster.At("transport_socket") ?? cluster.At("transport_socket_matches", 0, "transport_socket"))?.At("typed_config");

    public static JsonNode? IstioMetadata(this JsonNode cluster) => cluster.At("metadata", "filter_metadata", "istio");
}
