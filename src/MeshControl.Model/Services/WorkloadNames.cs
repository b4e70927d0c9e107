using System.Text.RegularExpressions;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;

namespace MeshControl.Model.Services;

/// <summary>Workload and canonical names, as telemetry groups by them (traffic specification 6.5).</summary>
public static partial class WorkloadNames
{
    /// <summary>The workload that owns a pod: a Deployment rather than its ReplicaSet.</summary>
    public static string OfPod(Resource<Pod> pod)
    {
        var labels = pod.Meta.Labels;
        if (labels.TryGetValue("service.istio.io/workload-name", out var given) && given.Length > 0)
        {
            return given;
        }

        var owner = pod.Meta.OwnerReferences.FirstOrDefault(reference => reference.Controller);
        if (owner is null || pod.Meta.GenerateName.Length == 0)
        {
            return pod.Name;
        }

        switch (owner.Kind)
        {
            case "ReplicaSet":
                foreach (var label in (string[])["pod-template-hash", "rollouts-pod-template-hash"])
                {
                    if (labels.TryGetValue(label, out var hash) && owner.Name.EndsWith("-" + hash, StringComparison.Ordinal))
                    {
                        return owner.Name[..^(hash.Length + 1)];
                    }
                }

                return owner.Name;
            case "ReplicationController" when labels.TryGetValue("deploymentconfig", out var config):
                return config;
            case "Job":
                return CronJobRun().Replace(owner.Name, "");
            default:
                return owner.Name;
        }
    }

    public static string CanonicalName(IEnumerable<KeyValuePair<string, string>> labels, string workload) =>
        First(labels, "service.istio.io/canonical-name", "app.kubernetes.io/name", "app") ?? workload;

    /// <summary>Empty where nothing says one, and for `latest`.</summary>
    public static string CanonicalRevision(IEnumerable<KeyValuePair<string, string>> labels) =>
        First(labels, "service.istio.io/canonical-revision", "app.kubernetes.io/version", "version") is { } found && found != "latest" ? found : "";

    /// <summary>`workload;namespace;canonical name;canonical revision;cluster`.</summary>
    public static string Metadata(string workload, string ns, IReadOnlyCollection<KeyValuePair<string, string>> labels, string cluster) =>
        $"{workload};{ns};{CanonicalName(labels, workload)};{CanonicalRevision(labels)};{cluster}";

    private static string? First(IEnumerable<KeyValuePair<string, string>> labels, params ReadOnlySpan<string> names)
    {
        var all = labels as IReadOnlyCollection<KeyValuePair<string, string>> ?? labels.ToList();
        foreach (var name in names)
        {
            foreach (var (key, value) in all)
            {
                if (key == name && value.Length > 0)
                {
                    return value;
                }
            }
        }

        return null;
    }

    [GeneratedRegex(@"-\d{8,10}$", RegexOptions.NonBacktracking)]
    private static partial Regex CronJobRun();
}
