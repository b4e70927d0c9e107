// The DNS fields of Cluster are deprecated in favour of a cluster extension; stock Envoy takes them and Istio's tools read them.
#pragma warning disable CS0612

using Envoy.Config.Core.V3;
using Envoy.Extensions.Network.DnsResolver.Cares.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Proxies;
using Cluster = Envoy.Config.Cluster.V3.Cluster;
using LookupFamily = Envoy.Config.Cluster.V3.Cluster.Types.DnsLookupFamily;

namespace MeshControl.Generation.Clusters;

/// <summary>How names are resolved (traffic specification 5.2).</summary>
internal static class DnsDiscovery
{
    private const uint MaxUdpQueries = 100;
    private static readonly TimeSpan Jitter = TimeSpan.FromMilliseconds(100);

    public static void Apply(Cluster cluster, TimeSpan refreshRate, LookupFamily family)
    {
        cluster.DnsLookupFamily = family;
        cluster.DnsRefreshRate = Duration.FromTimeSpan(refreshRate);
        cluster.RespectDnsTtl = true;
        cluster.TypedDnsResolverConfig = Resolver();
        // Many proxies that start together must not ask together for ever after.
        NewerFields.Add(cluster, NewerFields.ClusterDnsJitter, Duration.FromTimeSpan(Jitter));
    }

    /// <summary>Address family for a client; a dual-stack one asks for IPv4, as long as dual stack is not a feature of the mesh.</summary>
    public static LookupFamily FamilyOf(IpMode mode) => mode == IpMode.V6 ? LookupFamily.V6Only : LookupFamily.V4Only;

    public static TypedExtensionConfig Resolver(string resolverAddress = "", int resolverPort = 0)
    {
        var config = new CaresDnsResolverConfig { UdpMaxQueries = MaxUdpQueries };
        if (resolverAddress.Length > 0)
        {
            config.Resolvers.Add(new Address { SocketAddress = new() { Address = resolverAddress, PortValue = (uint)resolverPort } });
        }

        return new TypedExtensionConfig { Name = "envoy.network.dns_resolver.cares", TypedConfig = Any.Pack(config) };
    }
}
