// The DNS fields of Cluster are deprecated in favour of a cluster extension; stock Envoy takes them.
#pragma warning disable CS0612

using System.Net;
using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Extensions.Upstreams.Http.V3;
using Google.Protobuf.WellKnownTypes;
using HttpProtocolOptions = Envoy.Extensions.Upstreams.Http.V3.HttpProtocolOptions;

namespace MeshControl.Generation.Bootstrap;

/// <summary>The cluster of the control plane, by the name that Istio's tools know it.</summary>
internal static class DiscoveryCluster
{
    public const string Name = "xds-grpc";
    private const string HttpOptions = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";
    private const uint KeepaliveSeconds = 300;
    private static readonly Duration PingInterval = Duration.FromTimeSpan(TimeSpan.FromSeconds(30));
    private static readonly Duration PingTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(10));

    public static Cluster Build(string host, int port)
    {
        var isAddress = IPAddress.TryParse(host, out var address);
        var cluster = new Cluster
        {
            Name = Name,
            Type = isAddress ? Cluster.Types.DiscoveryType.Static : Cluster.Types.DiscoveryType.StrictDns,
            ConnectTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(1)),
            LoadAssignment = StaticListeners.Assignment(Name, host, port),
            UpstreamConnectionOptions = new() { TcpKeepalive = new() { KeepaliveTime = KeepaliveSeconds } },
            TypedExtensionProtocolOptions =
            {
                [HttpOptions] = Any.Pack(new HttpProtocolOptions
                {
                    // Pings notice a control plane that is gone without a word; TCP alone would take minutes.
                    ExplicitHttpConfig = new()
                    {
                        Http2ProtocolOptions = new() { ConnectionKeepalive = new KeepaliveSettings { Interval = PingInterval, Timeout = PingTimeout } },
                    },
                }),
            },
        };
        if (!isAddress)
        {
            cluster.DnsRefreshRate = Duration.FromTimeSpan(TimeSpan.FromSeconds(5));
            cluster.RespectDnsTtl = true;
            cluster.DnsLookupFamily = Cluster.Types.DnsLookupFamily.All;
        }

        return cluster;
    }
}
