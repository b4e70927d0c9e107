using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.TcpProxy.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Clusters;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Filters;

/// <summary>Builds the filters of TCP chains: protocol filters, then the TCP proxy (traffic specification 3.7).</summary>
public static class TcpProxyBuilder
{
    /// <summary>The filters of a chain that leads to one cluster and has nothing else to decide.</summary>
    public static IEnumerable<Filter> ToCluster(string cluster, FilterContext context) =>
        Build(new TcpProxyOptions { StatPrefix = cluster, Clusters = [new(cluster, 0)] }, context);

    /// <summary>The last resort of a listener loop guard: nothing is logged, nothing times out.</summary>
    public static Filter BlackHole() =>
        NetworkFilters.Create("envoy.filters.network.tcp_proxy", new TcpProxy { StatPrefix = ClusterNames.BlackHole, Cluster = ClusterNames.BlackHole });

    public static IEnumerable<Filter> Build(TcpProxyOptions options, FilterContext context)
    {
        if (options.Protocol == Protocol.Mongo)
        {
            yield return NetworkFilters.Mongo(options.StatPrefix);
        }

        yield return NetworkFilters.Create("envoy.filters.network.tcp_proxy", Proxy(options, context));
    }

    private static TcpProxy Proxy(TcpProxyOptions options, FilterContext context)
    {
        var proxy = new TcpProxy
        {
            StatPrefix = options.StatPrefix,
            IdleTimeout = Time(options.IdleTimeout ?? context.IdleTimeout),
            MaxDownstreamConnectionDuration = Time(options.MaxConnectionDuration),
            AccessLog = { context.Observability.TcpLogs },
        };
        if (options.Clusters.Count == 1)
        {
            proxy.Cluster = options.Clusters[0].Cluster;
        }
        else
        {
            proxy.WeightedClusters = new TcpProxy.Types.WeightedCluster();
            proxy.WeightedClusters.Clusters.Add(options.Clusters.Where(item => item.Weight > 0).Select(item =>
                new TcpProxy.Types.WeightedCluster.Types.ClusterWeight { Name = item.Cluster, Weight = (uint)item.Weight }));
        }

        if (options.HashesSourceIp)
        {
            proxy.HashPolicy.Add(new Envoy.Type.V3.HashPolicy { SourceIp = new Envoy.Type.V3.HashPolicy.Types.SourceIp() });
        }

        if (options.Tunnel is { } tunnel)
        {
            proxy.TunnelingConfig = new TcpProxy.Types.TunnelingConfig
            {
                Hostname = $"{tunnel.TargetHost}:{tunnel.TargetPort}", UsePost = tunnel.Protocol.Equals("POST", StringComparison.OrdinalIgnoreCase),
            };
        }

        return proxy;
    }

    private static Duration? Time(TimeSpan? time) => time is { } value ? Duration.FromTimeSpan(value) : null;
}
