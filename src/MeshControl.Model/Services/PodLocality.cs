using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;

namespace MeshControl.Model.Services;

/// <summary>Where a pod runs, from its own label or its node's labels (traffic specification 6.1).</summary>
public static class PodLocality
{
    /// <summary>`region/zone/subzone` with both slashes when it comes from a node; empty when unknown.</summary>
    public static string Of(IReadOnlyDictionary<string, string> podLabels, Resource<Node>? node)
    {
        if (OfLabels(podLabels) is { Length: > 0 } own)
        {
            return own;
        }

        if (node is null)
        {
            return "";
        }

        var labels = node.Meta.Labels;
        var region = Value(labels, "topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region");
        var zone = Value(labels, "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone");
        var subZone = labels.GetValueOrDefault("topology.istio.io/subzone", "");
        return region.Length + zone.Length + subZone.Length == 0 ? "" : $"{region}/{zone}/{subZone}";
    }

    /// <summary>The locality label, dots read as slashes; empty when there is none.</summary>
    public static string OfLabels(IReadOnlyDictionary<string, string> labels)
    {
        if (labels.TryGetValue("topology.istio.io/locality", out var label) && label.Length > 0)
        {
            return label.Replace('.', '/');
        }

        return labels.TryGetValue("istio-locality", out var legacy) ? legacy.Replace('.', '/') : "";
    }

    private static string Value(IReadOnlyDictionary<string, string> labels, string name, string legacy) =>
        labels.TryGetValue(name, out var value) && value.Length > 0 ? value : labels.GetValueOrDefault(legacy, "");
}
