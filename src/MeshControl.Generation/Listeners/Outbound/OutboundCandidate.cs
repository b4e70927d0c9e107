using MeshControl.Generation.Filters;
using MeshControl.Incremental;
using MeshControl.Model.Proxies;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>One port of one service at one address, on its way into a listener.</summary>
/// <param name="EgressListener">Egress listener that imports the service.</param>
/// <param name="Service">The service.</param>
/// <param name="Address">Its address: an IP, a range, or 0.0.0.0.</param>
/// <param name="Protocol">What the port speaks.</param>
/// <param name="Port">The port; 0 on a socket path.</param>
/// <param name="Bind">Where to listen; empty for "wherever the service is".</param>
/// <param name="BindsToPort">True where the listener is bound for real.</param>
internal readonly record struct OutboundCandidate(
    int EgressListener, Service Service, string Address, Protocol Protocol, int Port, string Bind, bool BindsToPort)
{
    /// <summary>Where it listens, and the destinations it takes there (none: all).</summary>
    public (string Bind, EquatableArray<string> Ranges) Place(ClientFacets facets)
    {
        if (Bind.Length > 0)
        {
            return (Bind, []);
        }

        if (Protocol.IsHttp())
        {
            return (facets.Wildcard, []);
        }

        if (Address == Service.NoAddress)
        {
            return (facets.Wildcard, []);
        }

        return AddressRanges.IsRange(Address) ? (facets.Wildcard, [Address]) : (Address, []);
    }

    // A wildcard HTTP listener has a fall-through for everything else, so it counts as sniffed.
    public ListenerKind KindAt(string bind, ClientFacets facets) => Protocol switch
    {
        Protocol.Auto => ListenerKind.Auto,
        Protocol.HttpProxy => ListenerKind.Http,
        var protocol when Protocol.IsHttp() => bind == facets.Wildcard ? ListenerKind.Auto : ListenerKind.Http,
        _ => ListenerKind.Tcp,
    };

    /// <summary>What it puts into the listener.</summary>
    public OutboundShare ToShare(string bind, EquatableArray<string> ranges, ClientFacets facets)
    {
        var isWildcard = bind == facets.Wildcard;
        var resolvesHosts = Service.Resolution == Resolution.DynamicDns && HostNames.IsWildcard(Service.Host);
        var isSniffed = Protocol == Protocol.Auto;
        var hasTcp = isSniffed || !Protocol.IsHttp();
        return new OutboundShare
        {
            EgressListener = hasTcp ? EgressListener : 0,
            Protocol = Protocol,
            ListenPort = Port,
            HasHttp = isSniffed || Protocol.IsHttp(),
            HasTcp = hasTcp,
            Service = hasTcp || resolvesHosts ? Service.Key : default,
            ClusterPort = hasTcp ? Service.Ports.Count == 1 ? Service.Ports[0].Number : Port : 0,
            RouteTable = !isSniffed && !Protocol.IsHttp() ? ""
                : Port == 0 ? bind
                : isSniffed && !isWildcard ? $"{Service.Host}:{Port}"
                : Port.ToString(),
            MatchesHttpOnly = isSniffed || (Protocol.IsHttp() && Protocol != Protocol.HttpProxy && isWildcard),
            AnnouncesHttpToPeer = isSniffed && !isWildcard && Port != 0 && !Service.IsMeshExternal,
            ResolvesHosts = resolvesHosts,
            Ranges = ranges,
            ServerNames = Protocol.IsTls() ? ServerNames(isWildcard, resolvesHosts) : [],
        };
    }

    // With an address of its own nothing else arrives on the listener.
    private EquatableArray<string> ServerNames(bool isWildcard, bool resolvesHosts) =>
        AddressRanges.IsRange(Address) || (Address == Service.NoAddress && isWildcard) || resolvesHosts
            ? [Service.Host, .. Service.Aliases.Select(alias => alias.Host)]
            : [];
}
