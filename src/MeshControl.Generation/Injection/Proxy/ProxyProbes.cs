using System.Globalization;
using System.Text.Json.Nodes;
using MeshControl.Generation.Bootstrap;
using MeshControl.Generation.Injection.Annotations;

namespace MeshControl.Generation.Injection.Proxy;

/// <summary>Probes of the proxy itself: ready is who has a configuration.</summary>
internal static class ProxyProbes
{
    private const int TimeoutSeconds = 3;

    /// <summary>Null where the status port is switched off.</summary>
    public static JsonObject? Readiness(ProxySettings settings) => settings.StatusPort == 0 ? null : Probe(
        Number(settings, "initialDelaySeconds", "global.proxy.readinessInitialDelaySeconds"),
        Number(settings, "periodSeconds", "global.proxy.readinessPeriodSeconds"),
        Number(settings, "failureThreshold", "global.proxy.readinessFailureThreshold"));

    /// <summary>Null where the status port or the probe is switched off.</summary>
    public static JsonObject? Startup(ProxySettings settings) => settings.StatusPort == 0 || !settings.Values.Flag("global.proxy.startupProbe.enabled")
        ? null
        : Probe(0, 1, settings.Values.Number("global.proxy.startupProbe.failureThreshold"));

    private static long Number(ProxySettings settings, string name, string value) =>
        long.TryParse(settings.Annotation(PodAnnotations.ReadinessPrefix + name), NumberStyles.None, CultureInfo.InvariantCulture, out var own) ? own : settings.Values.Number(value);

    private static JsonObject Probe(long delay, long period, long failures) => new()
    {
        ["httpGet"] = new JsonObject { ["path"] = "/healthz/ready", ["port"] = BootstrapRequest.DefaultReadinessPort },
        ["initialDelaySeconds"] = delay,
        ["periodSeconds"] = Math.Max(1, period),
        ["timeoutSeconds"] = TimeoutSeconds,
        ["failureThreshold"] = Math.Max(1, failures),
    };
}
