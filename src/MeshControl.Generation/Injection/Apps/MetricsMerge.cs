using System.Globalization;
using System.Text.Json.Nodes;
using MeshControl.Generation.Bootstrap;
using MeshControl.Generation.Injection.Pods;

namespace MeshControl.Generation.Injection.Apps;

/// <summary>
/// Annotations that tell Prometheus what to scrape. An app that has metrics keeps them, scraped through the status port, since its own port may demand mutual
/// TLS; a pod without gets the proxy's. What stood there is kept in the proxy's environment.
/// </summary>
internal static class MetricsMerge
{
    public const string Variable = "ISTIO_PROMETHEUS_ANNOTATIONS";
    private const string Scrape = "prometheus.io/scrape";
    private const string PortName = "prometheus.io/port";
    private const string PathName = "prometheus.io/path";
    private const string AppPath = "/app-metrics";
    private const int ScrapeTimeoutSeconds = 10;
    private static readonly int[] Reserved = [15000, 15001, 15004, 15006, 15008, 15020, 15021, 15053, 15090];

    /// <summary>Changes the annotations and returns the app's own, or null where it had none.</summary>
    public static JsonObject? Apply(JsonObject pod, int statusPort, List<string> errors)
    {
        var texts = pod.Texts("annotations");
        var annotations = pod.Child("metadata").Child("annotations");
        if (texts.GetValueOrDefault(Scrape) == "false")
        {
            return null;
        }

        if (!texts.TryGetValue(PortName, out var port))
        {
            if (!texts.ContainsKey(Scrape) && !texts.ContainsKey(PathName))
            {
                annotations[Scrape] = "true";
                annotations[PortName] = BootstrapRequest.DefaultMetricsPort.ToString(CultureInfo.InvariantCulture);
                annotations[PathName] = "/stats/prometheus";
            }

            return null;
        }

        if (port == BootstrapRequest.DefaultMetricsPort.ToString(CultureInfo.InvariantCulture) && texts.GetValueOrDefault(PathName) == "/stats/prometheus")
        {
            return null;
        }

        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || Reserved.Contains(number))
        {
            errors.Add($"annotation {PortName}: '{port}' is {(number == 0 ? "no port" : "a port of the proxy")}; name the port where the app serves its metrics");
            return null;
        }

        // What Prometheus is told of TLS would be about the app's port.
        if (statusPort == 0 || texts.GetValueOrDefault("prometheus.io/scheme") == "https")
        {
            return null;
        }

        annotations[PortName] = statusPort.ToString(CultureInfo.InvariantCulture);
        annotations[PathName] = AppPath;
        var own = new JsonObject { ["port"] = port };
        if (texts.TryGetValue(PathName, out var path))
        {
            own["path"] = path;
        }

        return own;
    }

    /// <summary>Puts back what was there.</summary>
    public static void Undo(JsonObject pod, JsonObject own)
    {
        var annotations = pod.Child("metadata").Child("annotations");
        if (pod.Texts("annotations").GetValueOrDefault(PathName) != AppPath)
        {
            return;
        }

        annotations.Remove(PathName);
        foreach (var (name, value) in own)
        {
            annotations[$"prometheus.io/{name}"] = value?.DeepClone();
        }
    }

    /// <summary>The status port's answer for a scraper.</summary>
    public static AppProbe Probe(JsonObject own) => new()
    {
        Path = AppPath,
        Kind = AppProbeKind.Http,
        Port = int.Parse(own.Text("port"), CultureInfo.InvariantCulture),
        RequestPath = own.Text("path") is { Length: > 0 } path ? path : "/metrics",
        Timeout = TimeSpan.FromSeconds(ScrapeTimeoutSeconds),
    };
}
