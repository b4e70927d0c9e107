using System.Collections.Immutable;
using System.Net;
using Envoy.Config.Listener.V3;
using MeshControl.Generation.Output;

namespace MeshControl.Generation.Simulation.Listeners;

/// <summary>Which listener takes a connection: Envoy's lookup by original destination, exact address before wildcard.</summary>
internal static class ListenerChoice
{
    private const string OriginalDestinationFilter = "envoy.filters.listener.original_dst";

    /// <summary>The listener, or null where nothing listens.</summary>
    public static (Listener? Listener, Decision Decision) Choose(ImmutableArray<Listener> listeners, Connection connection, Arrival arrival)
    {
        switch (arrival)
        {
            case Arrival.Inbound:
                var inbound = listeners.FirstOrDefault(item => item.UseOriginalDst is not true && item.ListenerFilters.Any(filter => filter.Name == OriginalDestinationFilter));
                return inbound is null
                    ? (null, new Decision(DecisionKind.Listener, "none", "no listener takes redirected inbound connections"))
                    : (inbound, Of(inbound, "redirected inbound connections come here"));
            case Arrival.Direct:
                var direct = ByAddress(listeners.Where(Binds), connection);
                return direct is null
                    ? (null, new Decision(DecisionKind.Listener, "none", $"nothing listens on port {connection.DestinationPort}") { Rejected = Others(listeners, null) })
                    : (direct, Of(direct, "listens on the port") with { Rejected = Others(listeners, direct) });
            default:
                var catchAll = listeners.FirstOrDefault(item => item.UseOriginalDst is true);
                if (catchAll is null)
                {
                    return (null, new Decision(DecisionKind.Listener, "none", "no listener takes redirected outbound connections"));
                }

                var exact = ByAddress(listeners, connection);
                return exact is null
                    ? (catchAll, Of(catchAll, $"no listener for {connection.Destination}:{connection.DestinationPort}") with { Rejected = Others(listeners, catchAll) })
                    : (exact, Of(exact, Why(exact, connection)) with { Rejected = Others(listeners, exact) });
        }
    }

    private static Listener? ByAddress(IEnumerable<Listener> listeners, Connection connection)
    {
        Listener? wildcard = null;
        foreach (var listener in listeners)
        {
            foreach (var (address, port) in Addresses(listener))
            {
                if (port != connection.DestinationPort)
                {
                    continue;
                }

                if (address.Equals(connection.Destination))
                {
                    return listener;
                }

                if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
                {
                    wildcard ??= listener;
                }
            }
        }

        return wildcard;
    }

    private static IEnumerable<(IPAddress Address, int Port)> Addresses(Listener listener) =>
        listener.AdditionalAddresses.Select(item => item.Address).Prepend(listener.Address)
            .Where(item => item?.SocketAddress is not null && IPAddress.TryParse(item.SocketAddress.Address, out _))
            .Select(item => (IPAddress.Parse(item!.SocketAddress.Address), (int)item.SocketAddress.PortValue));

    private static bool Binds(Listener listener) => listener.BindToPort is not false;

    private static Decision Of(Listener listener, string reason) =>
        new(DecisionKind.Listener, listener.Name, reason) { Resource = new(ResourceType.Listener, listener.Name) };

    private static string Why(Listener listener, Connection connection) =>
        Addresses(listener).Any(item => item.Address.Equals(connection.Destination))
            ? $"listens on {connection.Destination}:{connection.DestinationPort}"
            : $"listens on every address of port {connection.DestinationPort}";

    private static ImmutableArray<string> Others(ImmutableArray<Listener> listeners, Listener? taken) =>
    [
        .. listeners.Where(item => !ReferenceEquals(item, taken))
            .Select(item => $"{item.Name}: {string.Join(", ", Addresses(item).Select(address => $"{address.Address}:{address.Port}"))}"),
    ];
}
