using System.Text.Json;
using System.Text.Json.Nodes;
using MeshControl.Generation.Injection.Annotations;
using MeshControl.Generation.Injection.Apps;

namespace MeshControl.Generation.Injection.Pods;

/// <summary>The record of an injection that the pod carries, and how it is taken back (operations specification 1.10).</summary>
internal static class InjectionStatus
{
    private static readonly string[] Lists = ["initContainers", "containers", "volumes", "imagePullSecrets"];

    /// <summary>Writes the record: everything in the pod's lists that was not in those of <paramref name="before"/>.</summary>
    public static void Write(JsonObject pod, JsonObject before, string revision)
    {
        var status = new JsonObject();
        foreach (var list in Lists)
        {
            var known = (before["spec"] as JsonObject).Items(list).Select(item => item.Text("name")).ToHashSet(StringComparer.Ordinal);
            var added = (pod["spec"] as JsonObject).Items(list).Select(item => item.Text("name")).Where(name => !known.Contains(name)).ToList();
            status[list] = added.Count == 0 ? null : new JsonArray([.. added.Select(name => (JsonNode)name)]);
        }

        status["revision"] = revision;
        pod.Child("metadata").Child("annotations")[PodAnnotations.Status] = status.ToJsonString();
    }

    /// <summary>Takes back what an earlier injection did; the pod is then as its author wrote it.</summary>
    public static void Undo(JsonObject pod, List<string> errors)
    {
        var annotations = pod.Texts("annotations");
        if (!annotations.TryGetValue(PodAnnotations.Status, out var text))
        {
            return;
        }

        if (Parse(PodAnnotations.Status, text, errors) is not { } status)
        {
            return;
        }

        var environment = pod.Proxy().Items("env").ToDictionary(item => item.Text("name"), item => KubeletText.Unescape(item.Text("value")), StringComparer.Ordinal);
        var spec = pod.Child("spec");
        foreach (var list in Lists)
        {
            var added = (status[list] as JsonArray ?? []).Select(name => name?.ToString()).ToHashSet(StringComparer.Ordinal);
            if (spec[list] is JsonArray items && added.Count > 0)
            {
                items.RemoveAll(item => item is JsonObject named && added.Contains(named.Text("name")));
                spec.RemoveIfEmpty(list);
            }
        }

        if (environment.TryGetValue(ProbeMap.Variable, out var probes) && Parse(ProbeMap.Variable, probes, errors) is { } map)
        {
            ProbeRewrite.Undo(pod.AllContainers(), map);
        }

        if (environment.TryGetValue(MetricsMerge.Variable, out var metrics) && Parse(MetricsMerge.Variable, metrics, errors) is { } own)
        {
            MetricsMerge.Undo(pod, own);
        }

        var metadata = pod.Child("metadata").Child("annotations");
        metadata.Remove(PodAnnotations.Status);
        if (annotations.TryGetValue(PodAnnotations.Overrides, out var saved) && Parse(PodAnnotations.Overrides, saved, errors) is { } overrides)
        {
            OwnContainers.Restore(pod, overrides);
            metadata.Remove(PodAnnotations.Overrides);
        }
    }

    private static JsonObject? Parse(string what, string text, List<string> errors)
    {
        try
        {
            if (JsonNode.Parse(text) is JsonObject map)
            {
                return map;
            }
        }
        catch (JsonException)
        {
            // Told below, like any other text that is no map.
        }

        errors.Add($"{what} is not what an injector writes; remove it and the injected containers from the pod");
        return null;
    }
}
