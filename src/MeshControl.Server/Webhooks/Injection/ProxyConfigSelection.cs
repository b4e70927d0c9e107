using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Server.Webhooks.Injection;

/// <summary>The ProxyConfig objects of a pod: of the whole mesh, of its namespace, of its labels; of several the oldest counts.</summary>
internal static class ProxyConfigSelection
{
    /// <summary>The most general first.</summary>
    public static IReadOnlyList<WorkloadProxyConfig> Of(MeshFacts facts, IReader read, string root, string ns, IReadOnlyDictionary<string, string> labels)
    {
        var table = facts.Resources.ProxyConfigs;
        var all = read.Items(table.ByNamespace, root);
        var own = ns == root ? [] : read.Items(table.ByNamespace, ns);
        return
        [
            .. Oldest(all.Where(config => Selector(config).Count == 0)),
            .. Oldest(own.Where(config => Selector(config).Count == 0)),
            .. Oldest(all.Concat(own).Where(config => config.Namespace == ns && Selector(config) is { Count: > 0 } selector
                && selector.All(wanted => labels.TryGetValue(wanted.Key, out var value) && value == wanted.Value))),
        ];
    }

    private static IReadOnlyDictionary<string, string> Selector(Resource<WorkloadProxyConfig> config) => config.Spec.Selector?.MatchLabels ?? new Dictionary<string, string>();

    private static IEnumerable<WorkloadProxyConfig> Oldest(IEnumerable<Resource<WorkloadProxyConfig>> configs) =>
        configs.OrderBy(config => config.Meta.Created).ThenBy(config => config.Name, StringComparer.Ordinal).Take(1).Select(config => config.Spec);
}
