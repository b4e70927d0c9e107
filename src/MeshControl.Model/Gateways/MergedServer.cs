using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Model.Gateways;

/// <summary>A server of a Gateway that a gateway workload runs.</summary>
/// <param name="Gateway">Whose.</param>
/// <param name="Index">Its place among the Gateway's servers.</param>
/// <param name="RouteTable">Its route table (traffic specification 2.4); empty where it is not HTTP.</param>
public sealed record MergedServer(MeshGateway Gateway, int Index, string RouteTable)
{
    public GatewayServer Server => Gateway.Servers[Index];

    /// <summary>The port as written.</summary>
    public int Port => Server.Port!.Number;

    public Protocol Protocol => GatewayServers.ProtocolOf(Server);

    /// <summary>Server names without their namespace part, sorted, one each.</summary>
    public IReadOnlyList<string> SniHosts => GatewayServers.SniHosts(Server);
}
