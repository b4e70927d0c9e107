using MeshControl.Generation.Filters;
using MeshControl.Generation.Listeners.Outbound;
using MeshControl.Incremental;
using MeshControl.Model.Gateways;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Gateways;

/// <summary>Chains of servers whose bytes are not HTTP to the gateway (traffic specification 3.12).</summary>
internal static class GatewayTcpChains
{
    // What proxies of a mesh offer to each other.
    private static readonly EquatableArray<string> MeshProtocols = ["istio", "istio-peer-exchange", "istio-http/1.0", "istio-http/1.1", "istio-h2"];

    /// <summary>Where the first rule leads that has a host of the server and a matching TCP route; null where none has.</summary>
    public static TcpProxyOptions? ByTcpRoute(MergedServer server, EquatableArray<MeshVirtualService> rules, ITcpDestinations destinations)
    {
        foreach (var rule in rules.Where(rule => HasHostOf(rule, server)))
        {
            var route = rule.Spec.Tcp.Where(tcp => Matches(tcp.Match, server)).Select(static tcp => tcp.Route).FirstOrDefault(static route => route.Count > 0);
            if (route is null && rule.Semantics == RouteSemantics.GatewayApi)
            {
                // A TLSRoute of a listener that ends TLS: the names have done their work.
                route = rule.Spec.Tls.Select(static tls => tls.Route).FirstOrDefault(static route => route.Count > 0);
            }

            if (route is not null)
            {
                return Options(route, rule, server, destinations);
            }
        }

        return null;
    }

    /// <summary>TLS that passes through, by server name: one chain for each match of a rule's TLS routes.</summary>
    public static IEnumerable<GatewayChain> ByServerName(
        MergedServer server, EquatableArray<MeshVirtualService> rules, ITcpDestinations destinations, NetworkFilterSlots slots, FilterContext context)
    {
        foreach (var rule in rules.Where(rule => HasHostOf(rule, server)))
        {
            foreach (var route in rule.Spec.Tls.Where(static route => route.Route.Count > 0))
            {
                foreach (var match in route.Match.Where(match => Matches(match.Port, match.Gateways, server)))
                {
                    yield return new GatewayChain(
                        match.SniHosts, [.. slots.InOrder, .. TcpProxyBuilder.Build(Options(route.Route, rule, server, destinations), context)]) { IsWhole = true };
                }
            }
        }
    }

    /// <summary>TLS between meshes: the server name says which cluster, so that no rule is needed.</summary>
    public static IEnumerable<GatewayChain> ByClusterName(
        MergedServer server, IEnumerable<Service> services, ITcpDestinations destinations, FilterContext context)
    {
        var hosts = server.SniHosts;
        foreach (var service in services)
        {
            if (service.IsMeshExternal || service.Resolution == Resolution.Alias || !hosts.Any(host => HostNames.IsSubsetOf(service.Host, host)))
            {
                continue;
            }

            var policy = destinations.Policy(service.Key);
            foreach (var port in service.Ports.Where(static port => port.Protocol != Protocol.Udp))
            {
                foreach (var subset in policy.Subsets.Select(static subset => subset.Name).Prepend(""))
                {
                    var cluster = $"outbound_.{port.Number}_.{subset}_.{service.Host}";
                    yield return new GatewayChain([cluster], TcpProxyBuilder.Build(TcpRoutes.ToPassthrough(cluster, port.Protocol, policy, subset), context))
                    {
                        ApplicationProtocols = MeshProtocols,
                    };
                }
            }
        }
    }

    private static TcpProxyOptions Options(
        IReadOnlyList<RouteDestination> route, MeshVirtualService rule, MergedServer server, ITcpDestinations destinations) =>
        TcpRoutes.Options(route, $"{rule.Name}.{rule.Namespace}", server.Protocol, server.Port, destinations);

    private static bool HasHostOf(MeshVirtualService rule, MergedServer server)
    {
        foreach (var host in GatewayServers.HostsFor(server.Server, rule.Namespace))
        {
            if (rule.Hosts.Any(own => HostNames.Overlap(own, host)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(IReadOnlyList<L4MatchAttributes> matches, MergedServer server) =>
        matches.Count == 0 || matches.Any(match => Matches(match.Port, match.Gateways, server));

    private static bool Matches(int port, IReadOnlyList<string> gateways, MergedServer server) =>
        (port == 0 || port == server.Port) && (gateways.Count == 0 || gateways.Contains(server.Gateway.Reference));
}
