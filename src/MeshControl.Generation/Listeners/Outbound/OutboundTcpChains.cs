using MeshControl.Incremental;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>The TCP and TLS chains of one service port: those of rules that match, else the service's own (traffic specification 3.6, 3.7).</summary>
internal static class OutboundTcpChains
{
    private const string MeshGateway = "mesh";

    /// <summary>The chains, in order; never empty.</summary>
    /// <param name="share">The service port.</param>
    /// <param name="rules">Rules of the egress listener, first one wins.</param>
    /// <param name="client">The proxy class.</param>
    /// <param name="destinations">The services that rules may lead to.</param>
    public static List<TcpChain> Of(OutboundShare share, IEnumerable<MeshVirtualService> rules, EgressKey client, ITcpDestinations destinations)
    {
        var own = rules.Where(rule => rule.Hosts.Any(host => HostNames.Overlap(host, share.Service.Host))).ToList();
        return share.Protocol.IsTls() ? OfTls(share, own, client, destinations) : OfTcp(share, own, client, destinations);
    }

    private static List<TcpChain> OfTls(OutboundShare share, List<MeshVirtualService> rules, EgressKey client, ITcpDestinations destinations)
    {
        var chains = new List<TcpChain>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            foreach (var tls in rule.Spec.Tls.Where(tls => tls.Route.Count > 0))
            {
                foreach (var match in tls.Match.Where(match => Applies(match.Gateways, match.SourceLabels, match.Port, match.SourceNamespace, share, client)))
                {
                    // Of two matches that look alike to the proxy only the first could ever be reached.
                    if (seen.Add($"{string.Join(',', match.SniHosts)}|{string.Join(',', match.DestinationSubnets)}"))
                    {
                        EquatableArray<string> ranges = match.DestinationSubnets.Count > 0 && share.ListenPort > 0 ? [.. match.DestinationSubnets] : share.Ranges;
                        chains.Add(new TcpChain([.. match.SniHosts], ranges, Options(rule, tls.Route, share, destinations), rule.ConfigPath));
                    }
                }
            }
        }

        if (chains.Count == 0)
        {
            chains.Add(OwnChain(share, destinations));
        }

        return chains;
    }

    private static List<TcpChain> OfTcp(OutboundShare share, List<MeshVirtualService> rules, EgressKey client, ITcpDestinations destinations)
    {
        var chains = new List<TcpChain>();
        var isCovered = false;
        foreach (var (rule, tcp) in rules.SelectMany(rule => rule.Spec.Tcp.Where(tcp => tcp.Route.Count > 0).Select(tcp => (rule, tcp))))
        {
            var matches = tcp.Match.Where(match => Applies(match.Gateways, match.SourceLabels, match.Port, match.SourceNamespace, share, client)).ToList();
            if (tcp.Match.Count == 0 || matches.Any(match => match.DestinationSubnets.Count == 0 || share.ListenPort == 0))
            {
                // Takes every connection: nothing behind it can be reached.
                chains.Add(new TcpChain([], share.Ranges, Options(rule, tcp.Route, share, destinations), rule.ConfigPath));
                return chains;
            }

            EquatableArray<string> subnets = [.. matches.SelectMany(match => match.DestinationSubnets)];
            if (subnets.Count > 0)
            {
                chains.Add(new TcpChain([], subnets, Options(rule, tcp.Route, share, destinations), rule.ConfigPath));
                isCovered |= subnets.Order(StringComparer.Ordinal).SequenceEqual(share.Ranges.Order(StringComparer.Ordinal));
            }
        }

        if (!isCovered)
        {
            chains.Add(OwnChain(share, destinations));
        }

        return chains;
    }

    private static TcpChain OwnChain(OutboundShare share, ITcpDestinations destinations) =>
        new(share.ServerNames, share.Ranges, TcpRoutes.ToService(share.Service, share.ClusterPort, share.Protocol, destinations), "")
        {
            ResolverCache = share.ResolvesHosts && share.Protocol.IsTls() ? $"{share.Service.Host}_dfp_dns_cache" : "",
        };

    private static Filters.TcpProxyOptions Options(
        MeshVirtualService rule, IReadOnlyList<RouteDestination> routes, OutboundShare share, ITcpDestinations destinations) =>
        TcpRoutes.Options(routes, $"{rule.Name}.{rule.Namespace}", share.Protocol, share.ListenPort, destinations);

    private static bool Applies(
        IReadOnlyList<string> gateways, IReadOnlyDictionary<string, string> sourceLabels, int port, string sourceNamespace, OutboundShare share, EgressKey client) =>
        (gateways.Count == 0 || gateways.Contains(MeshGateway))
        && (port == 0 || port == share.ListenPort)
        && (sourceNamespace.Length == 0 || sourceNamespace == client.Namespace)
        && sourceLabels.All(label => client.SelectorLabels.TryGetValue(label.Key, out var value) && value == label.Value);
}
