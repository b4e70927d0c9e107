using Envoy.Config.Listener.V3;
using Envoy.Type.V3;

namespace MeshControl.Generation.Listeners.Inbound;

/// <summary>
/// The inspectors of an inbound listener, switched off on ports that do not need them: a server that speaks first would wait for an inspector
/// for ever (traffic specification 3.8).
/// </summary>
internal static class InboundInspectors
{
    public static IEnumerable<ListenerFilter> For(IEnumerable<FilterChain> chains)
    {
        // Port 0 stands for the chains that match every port.
        var needs = new SortedDictionary<uint, (bool Tls, bool Http)>();
        foreach (var match in chains.Select(chain => chain.FilterChainMatch))
        {
            var port = match.DestinationPort ?? 0;
            var (tls, http) = needs.GetValueOrDefault(port);
            needs[port] = (tls || match.TransportProtocol == "tls", http || match.ApplicationProtocols.Any(HttpAlpn.Plain.Contains));
        }

        if (needs.Values.Any(need => need.Tls))
        {
            yield return ListenerFilters.TlsInspector(TlsDisabled(needs));
        }

        if (needs.Values.Any(need => need.Http))
        {
            yield return ListenerFilters.HttpInspector(AnyOf([.. needs.Where(need => !need.Value.Http).Select(need => need.Key)]));
        }
    }

    private static ListenerFilterChainMatchPredicate? TlsDisabled(SortedDictionary<uint, (bool Tls, bool Http)> needs)
    {
        var named = needs.Where(need => need.Key != 0).ToList();
        if (needs.TryGetValue(0, out var everywhere) && everywhere.Tls)
        {
            return AnyOf([.. named.Where(need => !need.Value.Tls).Select(need => need.Key)]);
        }

        return AnyOf([.. named.Where(need => need.Value.Tls).Select(need => need.Key)]) is { } needed
            ? new ListenerFilterChainMatchPredicate { NotMatch = needed }
            : null;
    }

    private static ListenerFilterChainMatchPredicate? AnyOf(IReadOnlyList<uint> ports) => ports.Count switch
    {
        0 => null,
        1 => Port(ports[0]),
        _ => new ListenerFilterChainMatchPredicate
        {
            OrMatch = new ListenerFilterChainMatchPredicate.Types.MatchSet { Rules = { ports.Select(Port) } },
        },
    };

    private static ListenerFilterChainMatchPredicate Port(uint port) =>
        new() { DestinationPortRange = new Int32Range { Start = (int)port, End = (int)port + 1 } };
}
