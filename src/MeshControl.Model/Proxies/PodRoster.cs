using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Proxies;

/// <summary>Which pods of a mesh run a proxy, judged by their labels.</summary>
public static class PodRoster
{
    // Every injected pod has it, gateways too.
    private const string TlsModeLabel = "security.istio.io/tlsMode";
    private const string GatewayNameLabel = "gateway.networking.k8s.io/gateway-name";

    /// <summary>
    /// Pods that carry the injection's label (every pod where none does, as in a folder written by hand), routers where a Gateway selects them; in
    /// order of namespace and name.
    /// </summary>
    public static IReadOnlyList<PodProxy> Of(IEnumerable<Resource> resources)
    {
        var all = resources.ToList();
        var pods = all.OfType<Resource<Pod>>().Where(pod => pod.Spec.AllIPs().Count > 0).ToList();
        var selectors = all.OfType<Resource<Gateway>>().Select(gateway => gateway.Spec.Selector).Where(selector => selector.Count > 0).ToList();
        var injected = pods.Where(pod => pod.Meta.Labels.ContainsKey(TlsModeLabel)).ToList();
        return [.. (injected.Count > 0 ? injected : pods)
            .Select(pod => new PodProxy(IsRouter(pod, selectors) ? ProxyType.Router : ProxyType.Sidecar, pod.Name, pod.Namespace))
            .OrderBy(proxy => proxy.Namespace, StringComparer.Ordinal).ThenBy(proxy => proxy.Pod, StringComparer.Ordinal)];
    }

    private static bool IsRouter(Resource<Pod> pod, List<IReadOnlyDictionary<string, string>> selectors) =>
        pod.Meta.Labels.ContainsKey(GatewayNameLabel)
        || selectors.Exists(selector => selector.All(label => pod.Meta.Labels.TryGetValue(label.Key, out var value) && value == label.Value));
}
