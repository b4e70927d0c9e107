using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using MeshControl.Generation.Clusters;
using MeshControl.Generation.Filters;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Listeners.Inbound;

/// <summary>Builds the chains of one inbound port.</summary>
internal sealed class InboundChainBuilder(FilterContext context, FilterSlots slots, TransportSocket mutualTls)
{
    private HttpRetry? Retry => context.Settings.Mesh.DefaultInboundHttpRetryPolicy;

    /// <summary>The chains of a port that the workload is known to serve.</summary>
    public IEnumerable<FilterChain> OfPort(InboundPort port, MutualTlsMode mode)
    {
        foreach (var kind in InboundChainTable.Of(mode, port.Protocol))
        {
            var chain = Frame(port.ChainName, kind, port.TargetPort);
            if (kind.IsHttp)
            {
                var routes = InboundRoutes.Build(port.Cluster, port.Host, port.ServicePort, port.Protocol, Retry);
                chain.Filters.Add(Http($"inbound_{port.ChainName};", routes, port.Protocol, port.TargetPort));
            }
            else
            {
                chain.Filters.Add(Tcp(port.Cluster, port.StatPrefix.Length > 0 ? port.StatPrefix : port.Cluster, port.Protocol, port.TargetPort));
            }

            if (port.ConfigPath.Length > 0)
            {
                chain.Metadata = ConfigMetadata.Of(port.ConfigPath);
            }

            yield return chain;
        }
    }

    /// <summary>The chains of ports that nobody declared: the connection goes where it was made to.</summary>
    /// <param name="port">A port with a mode of its own, or 0 for all the others.</param>
    /// <param name="mode">The mode.</param>
    public IEnumerable<FilterChain> Passthrough(int port, MutualTlsMode mode)
    {
        foreach (var kind in InboundChainTable.Of(mode, Protocol.Auto))
        {
            var chain = Frame(kind.IsHttp ? "virtualInbound-catchall-http" : ListenerAddresses.VirtualInbound, kind, port);
            if (kind.IsHttp)
            {
                chain.Filters.Add(Http(ClusterNames.InboundPassthrough + ";", InboundRoutes.Build(ClusterNames.InboundPassthrough, "", 0, Protocol.Auto, Retry), Protocol.Auto, 0));
            }
            else
            {
                chain.Filters.Add(Tcp(ClusterNames.InboundPassthrough, ClusterNames.InboundPassthrough, Protocol.Tcp, 0));
            }

            yield return chain;
        }
    }

    private FilterChain Frame(string name, InboundChainKind kind, int port)
    {
        var match = new FilterChainMatch { TransportProtocol = kind.Transport, ApplicationProtocols = { kind.Alpn } };
        if (port > 0)
        {
            match.DestinationPort = (uint)port;
        }

        return new FilterChain { Name = name, FilterChainMatch = match, TransportSocket = kind.TerminatesTls ? mutualTls : null };
    }

    private IEnumerable<Filter> Http(string statPrefix, Envoy.Config.Route.V3.RouteConfiguration routes, Protocol protocol, int port) =>
    [
        .. context.Extensions.AddTo(NetworkFilterSlots.None, context.Side, port).InOrder,
        NetworkFilters.Http(HttpConnectionManagerBuilder.Build(
            new HttpConnectionManagerOptions { StatPrefix = statPrefix, Routes = routes, Protocol = protocol, Slots = slots.Http, Port = port }, context)),
    ];

    private IEnumerable<Filter> Tcp(string cluster, string statPrefix, Protocol protocol, int port) =>
    [
        .. context.Extensions.AddTo(slots.Network, context.Side, port).InOrder,
        .. TcpProxyBuilder.Build(new TcpProxyOptions { StatPrefix = statPrefix, Clusters = [new WeightedTarget(cluster, 0)], Protocol = protocol }, context),
    ];
}
