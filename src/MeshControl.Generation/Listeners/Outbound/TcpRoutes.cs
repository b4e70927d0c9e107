using MeshControl.Generation.Clusters;
using MeshControl.Generation.Filters;
using MeshControl.Incremental;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>Turns the destinations of TLS and TCP routes into TCP proxies (traffic specification 3.7); gateways use it too.</summary>
public static class TcpRoutes
{
    /// <summary>The clusters of a route.</summary>
    /// <param name="routes">Its destinations; not empty.</param>
    /// <param name="statPrefix">Name for the statistics of several destinations: `rule.namespace`.</param>
    /// <param name="protocol">Protocol of the port.</param>
    /// <param name="listenPort">Port for destinations that name none.</param>
    /// <param name="destinations">The services.</param>
    public static TcpProxyOptions Options(
        IReadOnlyList<RouteDestination> routes, string statPrefix, Protocol protocol, int listenPort, ITcpDestinations destinations)
    {
        var targets = routes.Select(route => new WeightedTarget(ClusterOf(route.Destination, listenPort, destinations), route.Weight)).ToList();
        var first = routes[0].Destination;
        var policy = first is not null && destinations.Find(first.Host) is { } service ? destinations.Policy(service.Key) : DestinationPolicyView.None;
        return targets.Count == 1
            ? WithPolicy(
                destinations.StatPrefix(targets[0].Cluster, first?.Host ?? "", first?.Port?.Number ?? listenPort, first?.Subset ?? ""),
                [targets[0]],
                protocol,
                policy,
                first?.Subset ?? "")
            : WithPolicy(statPrefix, [.. targets], protocol, policy, "");
    }

    /// <summary>The cluster of one service port, under its DestinationRule.</summary>
    public static TcpProxyOptions ToService(ServiceKey service, int port, Protocol protocol, ITcpDestinations destinations)
    {
        var cluster = ClusterNames.Outbound(port, "", service.Host);
        return WithPolicy(destinations.StatPrefix(cluster, service.Host, port, ""), [new WeightedTarget(cluster, 0)], protocol, destinations.Policy(service), "");
    }

    /// <summary>A cluster by its name, under a DestinationRule but outside any tunnel: TLS that passes through unopened.</summary>
    public static TcpProxyOptions ToPassthrough(string cluster, Protocol protocol, DestinationPolicyView policy, string subset) =>
        WithPolicy(cluster, [new WeightedTarget(cluster, 0)], protocol, policy, subset) with { Tunnel = null };

    private static string ClusterOf(Destination? destination, int listenPort, ITcpDestinations destinations)
    {
        if (destination is null || destination.Host.Length == 0)
        {
            return "UnknownService";
        }

        var service = destinations.Find(destination.Host);
        var port = destination.Port is { Number: > 0 } named ? named.Number : service is { Ports.Count: 1 } ? service.Ports[0].Number : listenPort;
        return ClusterNames.Outbound(port, destination.Subset, service is { Resolution: Resolution.Alias, ExternalName: { } target } ? target : destination.Host);
    }

    private static TcpProxyOptions WithPolicy(
        string statPrefix, EquatableArray<WeightedTarget> targets, Protocol protocol, DestinationPolicyView policy, string subset)
    {
        var pool = policy.Policy?.ConnectionPool?.Tcp;
        return new TcpProxyOptions
        {
            StatPrefix = statPrefix,
            Clusters = targets,
            Protocol = protocol,
            IdleTimeout = pool?.IdleTimeout,
            MaxConnectionDuration = pool?.MaxConnectionDuration,
            HashesSourceIp = HashesSourceIp(policy, subset),
            // A subset's tunnel stands alone; it does not fall back to the rule's.
            Tunnel = subset.Length > 0 ? policy.FindSubset(subset)?.TrafficPolicy?.Tunnel : policy.Policy?.Tunnel,
        };
    }

    private static bool HashesSourceIp(DestinationPolicyView policy, string subset) =>
        (policy.FindSubset(subset)?.TrafficPolicy?.LoadBalancer ?? policy.Policy?.LoadBalancer)?.ConsistentHash?.UseSourceIp == true;
}
