using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Services;

/// <summary>What a pod or WorkloadEntry lends to its endpoints: identity, labels, place, network, mTLS ability (traffic specification 1.6, 6.1, 6.5).</summary>
internal static class WorkloadEndpoints
{
    public const string TlsModeLabel = "security.istio.io/tlsMode";
    public const string NetworkLabel = "topology.istio.io/network";

    /// <summary>An endpoint at a pod, without address, port and health.</summary>
    public static MeshEndpoint OfPod(Resource<Pod> pod, Resource<Node>? node, MeshSettings settings, string systemNetwork)
    {
        var labels = pod.Meta.Labels;
        var workload = WorkloadNames.OfPod(pod);
        var locality = PodLocality.Of(labels, node);
        var network = labels.GetValueOrDefault(NetworkLabel, systemNetwork);
        return new MeshEndpoint
        {
            Addresses = [],
            Port = 0,
            ServicePortName = "",
            Labels = WithTopology(labels, locality, network, pod.Spec.Spec.NodeName, settings.ClusterId),
            LocalityText = locality,
            Network = network,
            ClusterId = settings.ClusterId,
            NodeName = pod.Spec.Spec.NodeName,
            TlsMode = labels.GetValueOrDefault(TlsModeLabel, "disabled"),
            Identity = Spiffe(settings.TrustDomain, pod.Namespace, pod.Spec.Spec.ServiceAccountName),
            Namespace = pod.Namespace,
            WorkloadName = workload,
            WorkloadMetadata = WorkloadNames.Metadata(workload, pod.Namespace, labels, settings.ClusterId),
            HostName = pod.Spec.Spec.Hostname ?? "",
            SubDomain = pod.Spec.Spec.Subdomain ?? "",
        };
    }

    /// <summary>An endpoint of a WorkloadEntry object, without address and port.</summary>
    public static MeshEndpoint OfWorkloadEntry(Resource<WorkloadEntry> resource, MeshSettings settings, string systemNetwork)
    {
        var entry = resource.Spec;
        var labels = Merge(entry.Labels, resource.Meta.Labels);
        var workload = resource.Meta.Annotations.GetValueOrDefault("istio.io/autoRegistrationGroup")
            ?? resource.Meta.Labels.GetValueOrDefault("service.istio.io/workload-name")
            ?? resource.Name;
        return OfEntry(entry, labels, workload, resource.Namespace, settings, systemNetwork);
    }

    /// <summary>An inline endpoint of a ServiceEntry, without address and port.</summary>
    public static MeshEndpoint OfInline(WorkloadEntry entry, string workload, string ns, MeshSettings settings, string systemNetwork) =>
        OfEntry(entry, entry.Labels, workload, ns, settings, systemNetwork);

    public static string Spiffe(string trustDomain, string ns, string account) =>
        $"spiffe://{trustDomain}/ns/{ns}/sa/{(account.Length == 0 ? "default" : account)}";

    /// <summary>Metadata labels win over those of the spec.</summary>
    public static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> spec, IReadOnlyDictionary<string, string> meta)
    {
        if (meta.Count == 0)
        {
            return spec;
        }

        var merged = new Dictionary<string, string>(spec);
        foreach (var (key, value) in meta)
        {
            merged[key] = value;
        }

        return merged;
    }

    private static MeshEndpoint OfEntry(
        WorkloadEntry entry, IReadOnlyDictionary<string, string> labels, string workload, string ns, MeshSettings settings, string systemNetwork)
    {
        var locality = entry.Locality.Length > 0 ? entry.Locality : PodLocality.OfLabels(labels);
        var network = entry.Network.Length > 0 ? entry.Network : labels.GetValueOrDefault(NetworkLabel, systemNetwork);
        return new MeshEndpoint
        {
            Addresses = [],
            Port = 0,
            ServicePortName = "",
            Labels = WithTopology(labels, locality, network, "", settings.ClusterId),
            LocalityText = locality,
            Network = network,
            ClusterId = settings.ClusterId,
            Weight = entry.Weight,
            TlsMode = labels.TryGetValue(TlsModeLabel, out var mode) ? mode : entry.ServiceAccount.Length > 0 ? "istio" : "disabled",
            Identity = entry.ServiceAccount.Length > 0 ? Spiffe(settings.TrustDomain, ns, entry.ServiceAccount) : "",
            Namespace = ns,
            WorkloadName = workload,
            WorkloadMetadata = WorkloadNames.Metadata(workload, ns, labels, settings.ClusterId),
            Health = EndpointHealth.Unknown,
            IsManual = true,
        };
    }

    private static EquatableMap<string, string> WithTopology(
        IReadOnlyDictionary<string, string> labels, string locality, string network, string node, string cluster)
    {
        var all = new Dictionary<string, string>(labels);
        var parts = Locality.Parse(locality);
        Add(all, "topology.kubernetes.io/region", parts.Region);
        Add(all, "topology.kubernetes.io/zone", parts.Zone);
        Add(all, "topology.istio.io/subzone", parts.SubZone);
        Add(all, "topology.istio.io/cluster", cluster);
        Add(all, "kubernetes.io/hostname", node);
        Add(all, NetworkLabel, network);
        return all.ToEquatableMap();
    }

    private static void Add(Dictionary<string, string> labels, string name, string value)
    {
        if (value.Length > 0)
        {
            labels[name] = value;
        }
    }
}
