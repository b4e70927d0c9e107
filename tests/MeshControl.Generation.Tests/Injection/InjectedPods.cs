using System.Text.Json.Nodes;

namespace MeshControl.Generation.Tests.Injection;

/// <summary>What tests ask of an injected pod.</summary>
internal static class InjectedPods
{
    public static JsonObject? Proxy(this JsonObject pod) => pod.Container("istio-proxy");

    public static JsonObject? Container(this JsonObject pod, string name) => pod.Containers("initContainers").Concat(pod.Containers("containers"))
        .FirstOrDefault(container => container["name"]!.ToString() == name);

    public static IEnumerable<JsonObject> Containers(this JsonObject pod, string list) => (pod["spec"]![list] as JsonArray ?? []).OfType<JsonObject>();

    public static string[] ContainerNames(this JsonObject pod, string list) => [.. pod.Containers(list).Select(container => container["name"]!.ToString())];

    public static string? Env(this JsonObject container, string name) =>
        (container["env"] as JsonArray ?? []).FirstOrDefault(entry => entry!["name"]!.ToString() == name)?["value"]?.ToString();

    public static string? Annotation(this JsonObject pod, string name) => pod["metadata"]?["annotations"]?[name]?.ToString();

    public static string? Label(this JsonObject pod, string name) => pod["metadata"]?["labels"]?[name]?.ToString();

    /// <summary>The proxy's bootstrap as it stands in the pod.</summary>
    public static string BootstrapText(this JsonObject pod)
    {
        var arguments = ((JsonArray)pod.Proxy()!["args"]!).Select(argument => argument!.ToString()).ToList();
        return arguments[arguments.IndexOf("--config-yaml") + 1];
    }

    /// <summary>The bootstrap as Envoy gets it, where the kubelet knows these variables.</summary>
    public static JsonObject Bootstrap(this JsonObject pod, params (string Name, string Value)[] variables)
    {
        var text = variables.Aggregate(pod.BootstrapText().Replace("$$", "\0", StringComparison.Ordinal), (known, variable) =>
            known.Replace($"$({variable.Name})", variable.Value, StringComparison.Ordinal));
        return JsonNode.Parse(text.Replace('\0', '$'))!.AsObject();
    }
}
