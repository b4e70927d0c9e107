using Envoy.Config.Listener.V3;
using MeshControl.Generation.Filters;
using MeshControl.Model.Gateways;

namespace MeshControl.Generation.Gateways;

/// <summary>The HTTP connection managers of a gateway (traffic specification 2.2, 3.12).</summary>
internal static class GatewayHttpFilter
{
    /// <summary>All plaintext HTTP servers of a port share one.</summary>
    public static Filter Plaintext(ServerGroup group, string listener, HttpFilterSlots slots, FilterContext context) => Build(
        new HttpConnectionManagerOptions { StatPrefix = $"outbound_{listener};", RouteTable = group.RouteTable, Protocol = group.Protocol, Slots = slots, Port = group.Servers[0].Port }, context);

    /// <summary>Each server that ends HTTPS has its own.</summary>
    public static Filter Https(MergedServer server, string listener, HttpFilterSlots slots, FilterContext context) => Build(
        new HttpConnectionManagerOptions
        {
            StatPrefix = server.Server.Name.Length > 0 ? server.Server.Name : $"outbound_{listener};",
            RouteTable = server.RouteTable,
            Protocol = server.Protocol,
            Slots = slots,
            Port = server.Port,
        },
        context);

    private static Filter Build(HttpConnectionManagerOptions options, FilterContext context) =>
        NetworkFilters.Http(HttpConnectionManagerBuilder.Build(options, context));
}
