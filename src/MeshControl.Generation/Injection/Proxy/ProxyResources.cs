using System.Text.Json.Nodes;
using MeshControl.Generation.Injection.Annotations;
using MeshControl.Generation.Injection.Pods;

namespace MeshControl.Generation.Injection.Proxy;

/// <summary>Requests and limits: those of annotations alone where there is one of them, else those of the values.</summary>
internal static class ProxyResources
{
    private static readonly (string Annotation, string Group, string Name)[] Annotations =
    [
        (PodAnnotations.ProxyCpu, "requests", "cpu"),
        (PodAnnotations.ProxyMemory, "requests", "memory"),
        (PodAnnotations.ProxyCpuLimit, "limits", "cpu"),
        (PodAnnotations.ProxyMemoryLimit, "limits", "memory"),
    ];

    public static JsonObject? Of(ProxySettings settings)
    {
        var own = new JsonObject();
        foreach (var (annotation, group, name) in Annotations.Where(entry => settings.HasAnnotation(entry.Annotation)))
        {
            own.Child(group)[name] = settings.Annotation(annotation);
        }

        return own.Count > 0 ? own : settings.Values.Map("global.proxy.resources");
    }

    /// <summary>Worker threads: as many as the container may use, since Envoy itself would count the cores of the node; null for all of those.</summary>
    public static int? Concurrency(ProxySettings settings) => settings.Config.Concurrency switch
    {
        0 => null,
        { } given => given,
        null => Quantity.Cores(((settings.Own?["resources"]?["limits"] ?? Of(settings)?["limits"]) as JsonObject)?["cpu"]?.ToString() ?? ""),
    };
}
