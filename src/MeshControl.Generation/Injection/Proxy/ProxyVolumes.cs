using System.Text.Json.Nodes;
using MeshControl.Generation.Injection.Annotations;
using MeshControl.Generation.Injection.Pods;

namespace MeshControl.Generation.Injection.Proxy;

/// <summary>Volumes that annotations add to the proxy, as a JSON map of names, or a list of objects with names.</summary>
internal static class ProxyVolumes
{
    private const string OverrideVolume = "custom-bootstrap-volume";
    private const string OverrideFolder = "/etc/istio/custom-bootstrap";

    /// <summary>A bootstrap of the author's own, which the rendered one is laid over.</summary>
    public const string OverrideFile = OverrideFolder + "/custom_bootstrap.json";

    public static JsonArray Volumes(ProxySettings settings)
    {
        var volumes = Objects(settings.Annotation(PodAnnotations.UserVolume));
        if (settings.Annotation(PodAnnotations.BootstrapOverride) is { Length: > 0 } name)
        {
            volumes.Add((JsonNode)new JsonObject { ["name"] = OverrideVolume, ["configMap"] = new JsonObject { ["name"] = name } });
        }

        return volumes;
    }

    public static JsonArray Mounts(ProxySettings settings)
    {
        var mounts = Objects(settings.Annotation(PodAnnotations.UserVolumeMount));
        if (settings.HasAnnotation(PodAnnotations.BootstrapOverride))
        {
            mounts.Add((JsonNode)new JsonObject { ["name"] = OverrideVolume, ["mountPath"] = OverrideFolder, ["readOnly"] = true });
        }

        return mounts;
    }

    private static JsonArray Objects(string text)
    {
        var result = new JsonArray();
        switch (text.Length == 0 ? null : JsonNode.Parse(text))
        {
            case JsonArray list:
                return (JsonArray)list.DeepClone();
            case JsonObject map:
                foreach (var (name, value) in map)
                {
                    var item = (JsonObject)value!.DeepClone();
                    if (item.Text("name").Length == 0)
                    {
                        item["name"] = name;
                    }

                    result.Add((JsonNode)item);
                }

                return result;
            default:
                return result;
        }
    }
}
