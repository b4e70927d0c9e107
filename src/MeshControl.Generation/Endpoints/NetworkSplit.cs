using System.Net;
using System.Net.Sockets;
using MeshControl.Incremental;

namespace MeshControl.Generation.Endpoints;

/// <summary>
/// Puts the gateways of other networks in the place of the endpoints behind them (traffic specification 6.7). Weights are scaled so that an
/// endpoint's share can be split evenly over its gateways.
/// </summary>
internal static class NetworkSplit
{
    public static void Apply(List<LocalityGroup> groups, AssignmentClient client, EquatableArray<NetworkGatewayAddress> all)
    {
        if (all.IsEmpty)
        {
            return;
        }

        var scale = ScaleFactor(all);
        foreach (var group in groups)
        {
            var hosts = group.Hosts.ToArray();
            group.Hosts.Clear();
            var weights = new SortedDictionary<NetworkGatewayAddress, uint>();
            foreach (var host in hosts)
            {
                var gateways = IsLocal(host.Network, client.Network) ? [] : Reachable(host, client, all);
                if (gateways.Count == 0)
                {
                    if (host.HasAddress)
                    {
                        group.Hosts.Add(host with { Weight = Scale(host.Weight, scale) });
                    }
                }
                else if (host.HasMeshTls)
                {
                    var share = Scale(host.Weight, scale) / (uint)gateways.Count;
                    foreach (var gateway in gateways)
                    {
                        weights[gateway] = weights.GetValueOrDefault(gateway) + share;
                    }
                }
            }

            foreach (var (gateway, weight) in weights)
            {
                group.Hosts.Add(HostBuilder.BuildGateway(gateway, Math.Max(1, weight)));
            }
        }
    }

    // An endpoint that says nothing of its network is taken to be near.
    private static bool IsLocal(string network, string own) => network.Length == 0 || network == own;

    private static List<NetworkGatewayAddress> Reachable(LocalityHost host, AssignmentClient client, EquatableArray<NetworkGatewayAddress> all)
    {
        var ofCluster = all.Where(gateway => gateway.Network == host.Network && gateway.ClusterId == host.ClusterId && IsUsable(gateway, client)).ToList();
        return ofCluster.Count > 0 ? ofCluster : [.. all.Where(gateway => gateway.Network == host.Network && IsUsable(gateway, client))];
    }

    private static bool IsUsable(NetworkGatewayAddress gateway, AssignmentClient client) =>
        IPAddress.TryParse(gateway.Address, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6) == client.IsV6;

    private static uint Scale(uint weight, uint scale) => (uint)Math.Min((ulong)weight * scale, uint.MaxValue);

    private static uint ScaleFactor(EquatableArray<NetworkGatewayAddress> all)
    {
        var counts = all.GroupBy(gateway => gateway.Network).Select(group => group.Count())
            .Concat(all.GroupBy(gateway => (gateway.Network, gateway.ClusterId)).Select(group => group.Count()));
        return counts.Aggregate(1u, (factor, count) => LeastCommonMultiple(factor, (uint)count));
    }

    private static uint LeastCommonMultiple(uint a, uint b)
    {
        var (x, y) = (a, b);
        while (y != 0)
        {
            (x, y) = (y, x % y);
        }

        return a / x * b;
    }
}
