using System.Text.Json;
using MeshControl.Cli.Dumps;

namespace MeshControl.Cli.Commands.ProxyStatus;

/// <summary>One connected proxy, read from an element of <c>/debug/syncz</c>.</summary>
internal sealed record ProxySync(string Name, string Cluster, string ControlPlane, string Version, IReadOnlyDictionary<string, TypeSync> Types)
{
    // The fields of control planes that do not list every type.
    private static readonly (string Prefix, string TypeUrl)[] OldFields =
    [
        ("cluster", ResourceTypes.Cluster),
        ("listener", ResourceTypes.Listener),
        ("endpoint", ResourceTypes.Endpoint),
        ("route", ResourceTypes.Route),
        ("extensionconfig", ResourceTypes.ExtensionConfig),
    ];

    public string Namespace => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>The proxies of a <c>/debug/syncz</c> answer, by name; <paramref name="server"/> names the control plane where an element does not.</summary>
    public static IReadOnlyList<ProxySync> ReadAll(JsonElement syncz, string server) =>
        syncz.ValueKind == JsonValueKind.Array
            ? [.. syncz.EnumerateArray().Select(element => Read(element, server)).OrderBy(proxy => proxy.Name, StringComparer.Ordinal)]
            : [];

    public string StateOf(string typeUrl, DateTimeOffset now) =>
        Types.TryGetValue(typeUrl, out var type) ? type.Describe(now) : TypeSync.StateText(SyncState.Ignored);

    private static ProxySync Read(JsonElement element, string server)
    {
        var version = element.Text("istio_version");
        return new(
            PodOf(element.Text("proxy")),
            element.Text("cluster_id"),
            element.Text("istiod") is { Length: > 0 } replica ? replica : server,
            version.Length > 0 ? version : element.Text("proxy_version"),
            TypesOf(element));
    }

    private static Dictionary<string, TypeSync> TypesOf(JsonElement element)
    {
        var resources = element.Field("resources");
        if (resources.ValueKind == JsonValueKind.Object)
            return resources.EnumerateObject().ToDictionary(type => type.Name, type => TypeSync.Read(type.Value), StringComparer.Ordinal);
        var types = new Dictionary<string, TypeSync>(StringComparer.Ordinal);
        foreach (var (prefix, typeUrl) in OldFields)
        {
            var sent = element.Field($"{prefix}_sent");
            if (sent.Exists())
                types[typeUrl] = new(sent.AsText(), element.Text($"{prefix}_acked"), SentAt: null, Error: "");
        }
        return types;
    }

    // Node ids of sidecars are TYPE~IP~POD.NAMESPACE~DOMAIN; people know the third part.
    private static string PodOf(string nodeId) => nodeId.Split('~') is [_, _, var pod, _] ? pod : nodeId;
}
