using System.Text.Json.Nodes;
using MeshControl.Generation.Injection.Pods;

namespace MeshControl.Cli.Commands.KubeInject;

/// <summary>A pod as a workload describes it.</summary>
/// <param name="Parent">Holds the description under <paramref name="Field"/>; for a Pod it is the description itself and the field is empty.</param>
internal sealed record WorkloadTemplate(string Kind, string Name, string Namespace, JsonObject Parent, string Field, WorkloadOwner? Owner)
{
    public JsonObject Pod => Field.Length == 0 ? Parent : (JsonObject)Parent[Field]!;

    /// <summary>Every description in an object; none where the kind makes no pods.</summary>
    public static IEnumerable<WorkloadTemplate> In(JsonNode? document, string ns)
    {
        if (document is not JsonObject workload)
        {
            return [];
        }

        var kind = Text(workload, "kind");
        if (kind is "List" or "PodList")
        {
            return (workload["items"] as JsonArray ?? []).SelectMany(item => In(item, ns));
        }

        var path = kind switch
        {
            "Pod" => [],
            "Deployment" or "ReplicaSet" or "StatefulSet" or "DaemonSet" or "Job" or "ReplicationController" or "DeploymentConfig" => ["spec"],
            "CronJob" => ["spec", "jobTemplate", "spec"],
            _ => (string[]?)null,
        };
        if (path?.Aggregate((JsonObject?)workload, (parent, field) => parent?[field] as JsonObject) is not { } holder || (kind != "Pod" && holder["template"] is not JsonObject))
        {
            return [];
        }

        var metadata = workload["metadata"] as JsonObject ?? [];
        var (name, own) = (Text(metadata, "name"), Text(metadata, "namespace"));
        return [new(kind, name, own.Length > 0 ? own : ns, holder, kind == "Pod" ? "" : "template", kind == "Pod" ? null : new(Text(workload, "apiVersion"), kind, name))];
    }

    /// <summary>Puts an injected pod in the place of the described one.</summary>
    public void Replace(JsonObject pod)
    {
        if (Field.Length > 0)
        {
            Parent[Field] = pod;
            return;
        }

        foreach (var (key, value) in pod)
        {
            Parent[key] = value?.DeepClone();
        }
    }

    private static string Text(JsonObject map, string field) => map[field]?.ToString() ?? "";
}
