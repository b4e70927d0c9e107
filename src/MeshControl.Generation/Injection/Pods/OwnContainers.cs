using System.Text.Json.Nodes;
using MeshControl.Generation.Injection.Annotations;
using MeshControl.Generation.Injection.Patching;

namespace MeshControl.Generation.Injection.Pods;

/// <summary>Containers of the pod's author that have the names of injected ones: what they say wins over the template.</summary>
internal static class OwnContainers
{
    private const string AutoImage = "auto";
    private static readonly string[] Lists = ["containers", "initContainers"];
    private static readonly string[] Names = [PodJson.ProxyContainer, "istio-init", "istio-validation"];

    /// <summary>Takes them out of the pod, for <see cref="Apply"/> to lay them over the injected ones.</summary>
    public static JsonObject Take(JsonObject pod)
    {
        var taken = new JsonObject();
        var spec = pod.Child("spec");
        foreach (var list in Lists)
        {
            var own = spec.Items(list).Where(container => Names.Contains(container.Text("name"))).ToList();
            if (own.Count > 0)
            {
                taken[list] = new JsonArray([.. own.Select(container => container.DeepClone())]);
                ((JsonArray)spec[list]!).RemoveAll(item => own.Contains(item));
                spec.RemoveIfEmpty(list);
            }
        }

        return taken;
    }

    public static JsonObject? Find(JsonObject taken, string name) => taken.Named("containers", name) ?? taken.Named("initContainers", name);

    /// <summary>Lays them over the injected containers, and notes them for a later injection.</summary>
    public static void Apply(JsonObject pod, JsonObject taken)
    {
        if (taken.Count == 0)
        {
            return;
        }

        foreach (var list in Lists)
        {
            foreach (var own in taken.Items(list))
            {
                var changes = (JsonObject)own.DeepClone();
                if (changes.Text("image") == AutoImage)
                {
                    changes.Remove("image");
                }

                var injected = pod.AllContainers().FirstOrDefault(container => container.Text("name") == own.Text("name"));
                if (injected is null)
                {
                    pod.Child("spec").List(list).Add((JsonNode)changes);
                }
                else
                {
                    StrategicMerge.Apply(injected, changes);
                }
            }
        }

        pod.Child("metadata").Child("annotations")[PodAnnotations.Overrides] = taken.ToJsonString();
    }

    /// <summary>Puts them back as they were.</summary>
    public static void Restore(JsonObject pod, JsonObject saved)
    {
        var spec = pod.Child("spec");
        foreach (var list in Lists)
        {
            foreach (var container in saved.Items(list))
            {
                // What the template does not make stayed in the pod.
                if (spec.Named(list, container.Text("name")) is { } there)
                {
                    spec.List(list).Remove(there);
                }

                spec.List(list).Add(container.DeepClone());
            }
        }
    }
}
