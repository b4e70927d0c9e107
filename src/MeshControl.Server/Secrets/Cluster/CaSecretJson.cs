using System.Text.Json;
using System.Text.Json.Nodes;
using MeshControl.Kubernetes.Client;

namespace MeshControl.Server.Secrets.Cluster;

/// <summary>The secret of the mesh's roots as the API server has it.</summary>
internal static class CaSecretJson
{
    private const string Type = "istio.io/ca-root";

    public static IReadOnlyDictionary<string, byte[]> Read(KubeObject? secret)
    {
        if (secret is null)
        {
            return new Dictionary<string, byte[]>();
        }

        using var document = JsonDocument.Parse(secret.Json);
        return document.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            ? data.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetBytesFromBase64())
            : new Dictionary<string, byte[]>();
    }

    /// <summary>The secret with this data and everything else as it was; carries the version that it may replace.</summary>
    public static byte[] Write(KubeObject? seen, string ns, string name, IReadOnlyDictionary<string, byte[]> data)
    {
        var secret = seen is null
            ? new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Secret",
                ["metadata"] = new JsonObject { ["namespace"] = ns, ["name"] = name },
                ["type"] = Type,
            }
            : JsonNode.Parse(seen.Json.Span)!.AsObject();
        secret["data"] = new JsonObject(data.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Convert.ToBase64String(entry.Value))));
        return JsonSerializer.SerializeToUtf8Bytes(secret);
    }
}
