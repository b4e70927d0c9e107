using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Clusters;

/// <summary>Lists the outbound clusters of a service: one a port, and one a port and subset (traffic specification 5.1, 5.2, 5.8).</summary>
internal static class ServicePlan
{
    public static IEnumerable<PlannedCluster> Clusters(
        Service service, IEnumerable<ServicePort> ports, DestinationPolicyView rule, ProxyType client, DefaultTrafficPolicy? mesh)
    {
        if (service.Resolution == Resolution.Alias)
        {
            yield break;
        }

        foreach (var port in ports)
        {
            if (port.Protocol == Protocol.Udp || (service.Resolution == Resolution.DynamicDns && !SupportsDynamicDns(port.Protocol)))
            {
                continue;
            }

            var policy = PolicyResolution.ForPort(rule.Policy, port.Number, mesh);
            var discovery = DiscoveryOf(service, client);
            if (policy.IsPassthrough && discovery != DiscoveryKind.DynamicForwardProxy)
            {
                discovery = DiscoveryKind.OriginalDestination;
            }

            yield return new PlannedCluster(port, null, policy, discovery);
            if (discovery == DiscoveryKind.DynamicForwardProxy)
            {
                continue;
            }

            foreach (var subset in rule.Subsets)
            {
                var own = PolicyResolution.ForSubset(policy, subset.TrafficPolicy, port.Number);
                yield return new PlannedCluster(port, subset, own, own.IsPassthrough ? DiscoveryKind.OriginalDestination : discovery);
            }
        }
    }

    private static DiscoveryKind DiscoveryOf(Service service, ProxyType client) => service.Resolution switch
    {
        Resolution.Dns => service.RacesConnections ? DiscoveryKind.LogicalDns : DiscoveryKind.StrictDns,
        Resolution.DnsRoundRobin => DiscoveryKind.LogicalDns,
        // A gateway was not dialled at an endpoint's address, so it has to know them.
        Resolution.Passthrough => client == ProxyType.Sidecar ? DiscoveryKind.OriginalDestination : DiscoveryKind.Eds,
        Resolution.DynamicDns => DiscoveryKind.DynamicForwardProxy,
        _ => DiscoveryKind.Eds,
    };

    private static bool SupportsDynamicDns(Protocol protocol) => protocol is Protocol.Http or Protocol.Http2 or Protocol.Grpc or Protocol.Tls;
}
