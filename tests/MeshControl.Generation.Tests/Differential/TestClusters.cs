using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using MeshControl.Generation.Simulation;
using DiscoveryType = Envoy.Config.Cluster.V3.Cluster.Types.DiscoveryType;
using LbPolicy = Envoy.Config.Cluster.V3.Cluster.Types.LbPolicy;

namespace MeshControl.Generation.Tests.Differential;

/// <summary>A generated cluster with its endpoints at the echo server, in plaintext; choosing among endpoints stays as it was generated.</summary>
internal static class TestClusters
{
    public static Cluster Of(Cluster cluster, ProxyResources resources, string prefix, Func<int, int> portFor)
    {
        var result = new Cluster
        {
            Name = prefix + cluster.Name, Type = DiscoveryType.Static, ConnectTimeout = cluster.ConnectTimeout, LbPolicy = cluster.LbPolicy, CommonLbConfig = cluster.CommonLbConfig,
            RingHashLbConfig = cluster.RingHashLbConfig, MaglevLbConfig = cluster.MaglevLbConfig, LeastRequestLbConfig = cluster.LeastRequestLbConfig,
        };
        var isOpen = cluster.ClusterType is not null || cluster.Type == DiscoveryType.OriginalDst;
        if (isOpen)
        {
            result.LbPolicy = LbPolicy.RoundRobin;
            result.LoadAssignment = Passthrough(portFor(0));
        }
        else
        {
            var service = cluster.EdsClusterConfig?.ServiceName is { Length: > 0 } name ? name : cluster.Name;
            result.LoadAssignment = (cluster.Type == DiscoveryType.Eds ? resources.Endpoints(service) : cluster.LoadAssignment)?.Clone() ?? new ClusterLoadAssignment();
            foreach (var socket in result.LoadAssignment.Endpoints.SelectMany(group => group.LbEndpoints).Select(host => host.Endpoint.Address.SocketAddress))
            {
                socket.Address = TestAddresses.Of(socket.Address);
                socket.PortValue = (uint)portFor((int)socket.PortValue);
            }
        }

        result.LoadAssignment.ClusterName = result.Name;
        return result;
    }

    private static ClusterLoadAssignment Passthrough(int port) => new()
    {
        Endpoints =
        {
            new LocalityLbEndpoints
            {
                LbEndpoints =
                {
                    new LbEndpoint
                    {
                        Endpoint = new() { Address = new Address { SocketAddress = new() { Address = TestAddresses.Passthrough, PortValue = (uint)port } } },
                    },
                },
            },
        },
    };
}
