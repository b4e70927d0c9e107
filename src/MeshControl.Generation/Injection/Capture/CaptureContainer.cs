using System.Globalization;
using System.Text.Json.Nodes;
using MeshControl.Generation.Bootstrap;
using MeshControl.Generation.Injection.Annotations;
using MeshControl.Generation.Injection.Pods;
using MeshControl.Generation.Injection.Proxy;

namespace MeshControl.Generation.Injection.Capture;

/// <summary>The init container that redirects the pod's traffic, or where a CNI plugin does that, the one that checks it.</summary>
internal static class CaptureContainer
{
    private const string NetworksAnnotation = "k8s.v1.cni.cncf.io/networks";
    private const string CniNetwork = "istio-cni";

    /// <summary>The variables of templates; all without a value where nothing is captured.</summary>
    public static Dictionary<string, JsonNode?> Variables(ProxySettings settings)
    {
        var variables = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var name in (string[])["container", "image", "command", "arguments", "env", "resources", "securityContext", "networks"])
        {
            variables[$"capture.{name}"] = null;
        }

        if (settings.Mode == CaptureMode.None)
        {
            return variables;
        }

        var usesCni = settings.Values.Flag("pilot.cni.enabled");
        variables["capture.container"] = usesCni ? "istio-validation" : "istio-init";
        variables["capture.image"] = usesCni ? ProxyImages.WithShell(settings) : settings.Values.Text("global.proxy_init.image");
        variables["capture.command"] = usesCni ? new JsonArray("/bin/bash", "-c") : new JsonArray("/bin/sh", "-c");
        variables["capture.arguments"] = new JsonArray(KubeletText.Escape(usesCni ? CaptureScripts.Validate : CaptureScripts.Apply));
        variables["capture.resources"] = settings.Values.Map("global.proxy_init.resources") ?? ProxyResources.Of(settings);
        variables["capture.securityContext"] = usesCni ? SecurityContexts.Proxy(settings, isRouter: true) : SecurityContexts.Capture(settings);
        variables["capture.env"] = usesCni ? Env(("CAPTURE_PROBE", CaptureScripts.Probe(settings.Mesh.ProxyInboundListenPort))) : Rules(Settings(settings));
        variables["capture.networks"] = usesCni && settings.Values.Text("pilot.cni.provider") == "multus" ? Networks(settings.Annotation(NetworksAnnotation)) : null;
        return variables;
    }

    /// <summary>What the pod's annotations and the values say about its traffic.</summary>
    public static CaptureSettings Settings(ProxySettings settings)
    {
        string[] own =
        [
            BootstrapRequest.DefaultMetricsPort.ToString(CultureInfo.InvariantCulture),
            BootstrapRequest.DefaultReadinessPort.ToString(CultureInfo.InvariantCulture),
        ];
        string[] status = settings.StatusPort > 0 ? [settings.StatusPort.ToString(CultureInfo.InvariantCulture)] : [];
        var reroute = settings.HasAnnotation(PodAnnotations.RerouteInterfaces) ? PodAnnotations.RerouteInterfaces : PodAnnotations.KubevirtInterfaces;
        return new CaptureSettings
        {
            Mode = settings.Mode,
            OutboundPort = settings.Mesh.ProxyListenPort,
            InboundPort = settings.Mesh.ProxyInboundListenPort,
            // Root is every app that did not ask for another user.
            ProxyUser = settings.User != 0 ? settings.User : CaptureSettings.DefaultProxyId,
            ProxyGroup = settings.Group != 0 ? settings.Group : CaptureSettings.DefaultProxyId,
            IncludeOutboundRanges = List(PodAnnotations.IncludeOutboundIPRanges, "global.proxy.includeIPRanges"),
            ExcludeOutboundRanges = List(PodAnnotations.ExcludeOutboundIPRanges, "global.proxy.excludeIPRanges"),
            IncludeInboundPorts = List(PodAnnotations.IncludeInboundPorts, "global.proxy.includeInboundPorts"),
            ExcludeInboundPorts = [.. own.Concat(List(PodAnnotations.ExcludeInboundPorts, "global.proxy.excludeInboundPorts")).Concat(status).Distinct(StringComparer.Ordinal)],
            IncludeOutboundPorts = List(PodAnnotations.IncludeOutboundPorts, "global.proxy.includeOutboundPorts"),
            ExcludeOutboundPorts = List(PodAnnotations.ExcludeOutboundPorts, "global.proxy.excludeOutboundPorts"),
            ExcludeInterfaces = List(PodAnnotations.ExcludeInterfaces, "global.proxy.excludeInterfaces"),
            RerouteInterfaces = List(reroute, "global.proxy.rerouteInterfaces"),
        };

        IReadOnlyList<string> List(string annotation, string value) =>
            [.. settings.AnnotationOr(annotation, value).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }

    private static JsonArray Rules(CaptureSettings capture) => Env(
        (CaptureScripts.RulesIPv4, CaptureRules.Render(capture, isIPv6: false)),
        (CaptureScripts.RulesIPv6, CaptureRules.Render(capture, isIPv6: true)));

    private static JsonArray Env(params (string Name, string Value)[] variables) =>
        new([.. variables.Select(variable => new JsonObject { ["name"] = variable.Name, ["value"] = KubeletText.Escape(variable.Value) })]);

    private static JsonNode Networks(string before)
    {
        if (before.Contains(CniNetwork, StringComparison.Ordinal))
        {
            return before;
        }

        return before.Length == 0 ? CniNetwork
            : before.TrimStart().StartsWith('[') ? $"{before.TrimEnd().TrimEnd(']')}, {{\"name\": \"{CniNetwork}\"}}]"
            : $"{before}, {CniNetwork}";
    }
}
