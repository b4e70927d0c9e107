using MeshControl.Incremental;

namespace MeshControl.Model.Gateways;

/// <summary>What a gateway workload serves: the servers of every Gateway that selects it, merged (traffic specification 3.11).</summary>
/// <param name="Groups">Servers by listen port, protocol and address, in order of first appearance.</param>
/// <param name="RouteTables">The servers of each route table, in order of first appearance.</param>
/// <param name="Rejected">Servers that were left out because of others, with the reason.</param>
public sealed record GatewayView(
    EquatableArray<ServerGroup> Groups, EquatableArray<GatewayView.TableServers> RouteTables, EquatableArray<GatewayView.Rejection> Rejected)
{
    public static GatewayView Empty { get; } = new([], [], []);

    /// <summary>The servers that one route table serves.</summary>
    public sealed record TableServers(string Name, EquatableArray<MergedServer> Servers);

    /// <summary>A server that conflicts with an earlier one.</summary>
    public sealed record Rejection(MergedServer Server, string Reason);

    /// <summary>The servers of a table, or none.</summary>
    public EquatableArray<MergedServer> ServersOf(string routeTable) =>
        RouteTables.FirstOrDefault(table => table.Name == routeTable)?.Servers ?? [];
}
