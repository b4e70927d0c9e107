using System.Text.Json.Nodes;

namespace MeshControl.Generation.Injection.Pods;

/// <summary>Where the injected containers stand among the others (operations specification 1.7).</summary>
internal static class ContainerOrder
{
    private const string Capture = "istio-init";
    private const string Validation = "istio-validation";

    public static void Apply(JsonObject pod, bool isNative, bool holdsApplication)
    {
        var spec = pod.Child("spec");
        if (isNative && spec.Named("containers", PodJson.ProxyContainer) is { } proxy)
        {
            spec.List("containers").Remove(proxy);
            proxy["restartPolicy"] = "Always";
            spec.List("initContainers").Insert(0, proxy);
        }

        // Init containers of the app run through the proxy where it is there already, and without it where it is not.
        Move(spec, "initContainers", PodJson.ProxyContainer, toFront: true);
        Move(spec, "initContainers", Capture, toFront: isNative);
        Move(spec, "initContainers", Validation, toFront: true);
        Move(spec, "containers", PodJson.ProxyContainer, toFront: holdsApplication);
    }

    private static void Move(JsonObject spec, string list, string name, bool toFront)
    {
        if (spec.Named(list, name) is { } container)
        {
            var items = spec.List(list);
            items.Remove(container);
            items.Insert(toFront ? 0 : items.Count, container);
        }
    }
}
