using System.Text.Json.Nodes;
using MeshControl.Generation.Bootstrap;
using MeshControl.Generation.Injection.Pods;

namespace MeshControl.Generation.Injection.Apps;

/// <summary>
/// What the app's probes were before the status port answered them: a map of paths to handlers, in the form that Istio's agent reads
/// (<c>ISTIO_KUBE_APP_PROBERS</c>). The proxy's environment keeps it, so that a second injection knows the first.
/// </summary>
internal static class ProbeMap
{
    public const string Variable = "ISTIO_KUBE_APP_PROBERS";

    public static IEnumerable<AppProbe> Probes(JsonObject map) => map.Where(entry => entry.Value is JsonObject).Select(entry => Probe(entry.Key, (JsonObject)entry.Value!));

    private static AppProbe Probe(string path, JsonObject entry)
    {
        var probe = new AppProbe
        {
            Path = path,
            Kind = entry["tcpSocket"] is not null ? AppProbeKind.Tcp : entry["grpc"] is not null ? AppProbeKind.Grpc : AppProbeKind.Http,
            Port = (int)((entry["httpGet"] ?? entry["tcpSocket"] ?? entry["grpc"]) as JsonObject).Number("port").GetValueOrDefault(),
            Timeout = TimeSpan.FromSeconds(Math.Max(1, entry.Number("timeoutSeconds") ?? 1)),
            Period = TimeSpan.FromSeconds(Math.Max(1, entry.Number("periodSeconds") ?? 10)),
            GrpcService = (entry["grpc"] as JsonObject).Text("service"),
        };
        if (entry["httpGet"] is not JsonObject request)
        {
            return probe;
        }

        var headers = request.Items("httpHeaders").Select(header => KeyValuePair.Create(header.Text("name"), header.Text("value"))).ToList();
        var target = request.Text("path");
        return probe with
        {
            RequestPath = target.Length == 0 ? "/" : target[0] == '/' ? target : "/" + target,
            IsHttps = request.Text("scheme") == "HTTPS",
            Host = headers.Find(header => header.Key.Equals("host", StringComparison.OrdinalIgnoreCase)).Value ?? "",
            Headers = [.. headers.Where(header => !header.Key.Equals("host", StringComparison.OrdinalIgnoreCase))],
        };
    }
}
