using System.Collections.Immutable;
using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using DiscoveryType = Envoy.Config.Cluster.V3.Cluster.Types.DiscoveryType;

namespace MeshControl.Generation.Simulation.Clusters;

/// <summary>
/// Which endpoints of a cluster can be chosen, and how likely: priorities by health (overprovisioned by 1.4), localities by weight where the cluster says so,
/// then endpoints by weight. Load, hashing, ejection and retries only move the chances, never the set.
/// </summary>
internal static class EndpointChances
{
    private const double Overprovisioning = 1.4;
    private const double DefaultPanicThreshold = 50;

    public static ImmutableArray<EndpointChance> Of(ProxyResources resources, Cluster cluster, Connection connection, HttpRequest? request)
    {
        if (IsOriginalDestination(cluster))
        {
            return [Target(cluster, connection.Destination.ToString(), connection.DestinationPort, request)];
        }

        if (cluster.ClusterType is not null)
        {
            return request is null || request.Authority.Length == 0 ? [] : [Dynamic(cluster, request)];
        }

        var name = cluster.EdsClusterConfig?.ServiceName is { Length: > 0 } service ? service : cluster.Name;
        var assignment = cluster.Type == DiscoveryType.Eds ? resources.Endpoints(name) : cluster.LoadAssignment;
        return assignment is null ? [] : ByPriority(cluster, assignment, request);
    }

    private static bool IsOriginalDestination(Cluster cluster) => cluster.ClusterType is null && cluster.Type == DiscoveryType.OriginalDst;

    private static EndpointChance Dynamic(Cluster cluster, HttpRequest request)
    {
        var host = Http.VirtualHostChoice.WithoutPort(request.Authority);
        var port = request.Authority.Length > host.Length ? int.Parse(request.Authority.AsSpan(host.Length + 1), System.Globalization.CultureInfo.InvariantCulture) : 0;
        return Target(cluster, host, port > 0 ? port : cluster.TransportSocket is null ? 80 : 443, request);
    }

    private static EndpointChance Target(Cluster cluster, string host, int port, HttpRequest? request) =>
        new(host, port, 1) { Tls = TransportChoice.Of(cluster, null, request) };

    private static ImmutableArray<EndpointChance> ByPriority(Cluster cluster, ClusterLoadAssignment assignment, HttpRequest? request)
    {
        var priorities = assignment.Endpoints.GroupBy(group => group.Priority).OrderBy(group => group.Key)
            .Select(group => new Level((int)group.Key, [.. group])).Where(level => level.Total > 0).ToList();
        var factor = assignment.Policy?.OverprovisioningFactor is { } percent ? percent / 100.0 : Overprovisioning;
        var health = priorities.Select(level => Math.Min(1, (double)level.Healthy / level.Total * factor)).ToList();
        var threshold = (cluster.CommonLbConfig?.HealthyPanicThreshold?.Value ?? DefaultPanicThreshold) / 100;
        var isShort = Math.Min(1, health.Sum()) < 1;
        var chances = new List<EndpointChance>();
        var left = 1.0;
        var available = Math.Min(1, health.Sum());
        for (var i = 0; i < priorities.Count; i++)
        {
            var level = priorities[i];
            var isPanic = isShort && threshold > 0 && (double)level.Healthy / level.Total < threshold;
            // In panic everywhere, load is spread by size; else each priority takes what its health allows.
            var share = available > 0 ? Math.Min(left, health[i] / available) : isPanic ? (double)level.Total / priorities.Sum(item => item.Total) : 0;
            left -= share;
            if (share > 0)
            {
                chances.AddRange(ByLocality(cluster, level, isPanic, share, request));
            }
        }

        return [.. chances];
    }

    private static IEnumerable<EndpointChance> ByLocality(Cluster cluster, Level level, bool isPanic, double share, HttpRequest? request)
    {
        var isWeighted = cluster.CommonLbConfig?.LocalityWeightedLbConfig is not null;
        var groups = level.Groups.Select(group => (Group: group, Hosts: group.LbEndpoints.Where(host => isPanic || IsHealthy(host)).ToList()))
            .Where(item => item.Hosts.Count > 0 && (!isWeighted || item.Group.LoadBalancingWeight is > 0)).ToList();
        var total = isWeighted ? groups.Sum(item => (double)item.Group.LoadBalancingWeight!) : groups.Sum(item => item.Hosts.Sum(Weight));
        foreach (var (group, hosts) in groups)
        {
            var sum = hosts.Sum(Weight);
            var part = share * (isWeighted ? (double)group.LoadBalancingWeight! : sum) / total;
            foreach (var host in hosts)
            {
                var (address, port) = AddressOf(host);
                yield return new EndpointChance(address, port, part * Weight(host) / sum)
                {
                    Locality = LocalityOf(group.Locality), Priority = level.Priority, Tls = TransportChoice.Of(cluster, host.Metadata, request),
                };
            }
        }
    }

    private static (string, int) AddressOf(LbEndpoint host) => host.Endpoint?.Address switch
    {
        { SocketAddress: { } socket } => (socket.Address, (int)socket.PortValue),
        { Pipe: { } pipe } => (pipe.Path, 0),
        { EnvoyInternalAddress: { } inside } => (inside.ServerListenerName, 0),
        _ => ("", 0),
    };

    private static string LocalityOf(Locality? locality) => locality is null
        ? ""
        : string.Join('/', new[] { locality.Region, locality.Zone, locality.SubZone }.TakeWhile(part => part.Length > 0));

    private static double Weight(LbEndpoint host) => host.LoadBalancingWeight ?? 1;

    private static bool IsHealthy(LbEndpoint host) => host.HealthStatus is HealthStatus.Unknown or HealthStatus.Healthy or HealthStatus.Degraded;

    private sealed record Level(int Priority, ImmutableArray<LocalityLbEndpoints> Groups)
    {
        public int Total { get; } = Groups.Sum(group => group.LbEndpoints.Count);

        public int Healthy { get; } = Groups.Sum(group => group.LbEndpoints.Count(IsHealthy));
    }
}
