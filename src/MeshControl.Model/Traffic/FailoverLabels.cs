using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Traffic;

/// <summary>Labels of a client's own that failover priorities compare with those of endpoints (traffic specification 6.6).</summary>
internal static class FailoverLabels
{
    // What says where a proxy stands comes from its place, not from its labels.
    private static readonly string[] Places =
    [
        "topology.kubernetes.io/region", "topology.kubernetes.io/zone", "topology.istio.io/subzone", "topology.istio.io/network",
        "topology.istio.io/cluster", "kubernetes.io/hostname",
    ];

    public static IEnumerable<string> Of(DestinationRule rule) =>
        Balancers(rule.TrafficPolicy).Concat(rule.Subsets.SelectMany(subset => Balancers(subset.TrafficPolicy))).SelectMany(balancer =>
            Of(balancer?.LocalityLbSetting).Concat(Own(balancer?.ZoneAwareLbSetting?.FailoverPriority ?? [])));

    public static IEnumerable<string> Of(LocalityLoadBalancerSetting? setting) => Own(setting?.FailoverPriority ?? []);

    private static IEnumerable<LoadBalancerSettings?> Balancers(TrafficPolicy? policy) =>
        policy is null ? [] : policy.PortLevelSettings.Select(port => port.LoadBalancer).Prepend(policy.LoadBalancer);

    // `key=value` names what to prefer by itself.
    private static IEnumerable<string> Own(IEnumerable<string> priorities) => priorities.Where(label => !label.Contains('=') && !Places.Contains(label));
}
