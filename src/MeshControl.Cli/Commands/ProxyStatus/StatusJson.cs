using MeshControl.Cli.Output;

namespace MeshControl.Cli.Commands.ProxyStatus;

/// <summary>Proxies and their state as one JSON document, <c>{"proxies":[...]}</c>.</summary>
internal static class StatusJson
{
    public static string Write(IEnumerable<ProxySync> proxies)
    {
        var json = new JsonPrinter();
        json.Open('{');
        json.Name("proxies");
        json.Open('[');
        foreach (var proxy in proxies)
        {
            json.Next();
            Proxy(json, proxy);
        }
        json.Close(']');
        json.Close('}');
        return json.ToString();
    }

    private static void Proxy(JsonPrinter json, ProxySync proxy)
    {
        json.Open('{');
        Text(json, "name", proxy.Name);
        Text(json, "namespace", proxy.Namespace);
        Text(json, "cluster", proxy.Cluster);
        Text(json, "istiod", proxy.ControlPlane);
        Text(json, "version", proxy.Version);
        json.Name("types");
        json.Open('{');
        foreach (var (url, type) in proxy.Types.OrderBy(type => type.Key, StringComparer.Ordinal))
        {
            json.Name(url);
            json.Open('{');
            Text(json, "status", TypeSync.StateText(type.State));
            Text(json, "sent", type.Sent);
            Text(json, "acked", type.Acked);
            if (type.SentAt is { } time)
                Text(json, "lastUpdated", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
            if (type.Error.Length > 0)
                Text(json, "error", type.Error);
            json.Close('}');
        }
        json.Close('}');
        json.Close('}');
    }

    private static void Text(JsonPrinter json, string name, string value)
    {
        json.Name(name);
        json.String(value);
    }
}
