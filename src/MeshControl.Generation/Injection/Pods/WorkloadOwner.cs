using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MeshControl.Generation.Injection.Pods;

/// <summary>The workload that a pod belongs to: a Deployment rather than its ReplicaSet (operations specification 1.9).</summary>
/// <param name="Name">Empty where nothing names it yet.</param>
public sealed partial record WorkloadOwner(string ApiVersion, string Kind, string Name)
{
    public static WorkloadOwner Of(JsonObject pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        var metadata = pod["metadata"] as JsonObject;
        var labels = pod.Texts("labels");
        var owner = metadata.Items("ownerReferences").FirstOrDefault(reference => reference.Flag("controller"));
        if (owner is null)
        {
            return new("v1", "Pod", metadata.Text("name") is { Length: > 0 } name ? name : metadata.Text("generateName").TrimEnd('-'));
        }

        var found = new WorkloadOwner(owner.Text("apiVersion"), owner.Text("kind"), owner.Text("name"));
        return found.Kind switch
        {
            "ReplicaSet" when Without(found.Name, labels.GetValueOrDefault("pod-template-hash")) is { } deployment => new("apps/v1", "Deployment", deployment),
            "ReplicaSet" when Without(found.Name, labels.GetValueOrDefault("rollouts-pod-template-hash")) is { } rollout => new("argoproj.io/v1alpha1", "Rollout", rollout),
            "ReplicationController" when labels.GetValueOrDefault("deploymentconfig") is { Length: > 0 } config => new("apps.openshift.io/v1", "DeploymentConfig", config),
            "Job" when CronJobRun().Match(found.Name) is { Success: true } run => new("batch/v1", "CronJob", run.Groups["name"].Value),
            _ => found,
        };
    }

    /// <summary>As Istio's node metadata names it.</summary>
    public string Path(string ns) => $"kubernetes://apis/{ApiVersion}/namespaces/{ns}/{Kind.ToLowerInvariant()}s/{Name}";

    private static string? Without(string name, string? hash) =>
        !string.IsNullOrEmpty(hash) && name.EndsWith("-" + hash, StringComparison.Ordinal) ? name[..^(hash.Length + 1)] : null;

    [GeneratedRegex(@"^(?<name>.+)-\d{8,10}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex CronJobRun();
}
