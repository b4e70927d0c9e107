using MeshControl.Incremental;
using MeshControl.Model.Services;

namespace MeshControl.Model.Gateways;

/// <summary>Servers that share a port, a protocol and an address: plaintext HTTP ones share a chain, TLS ones have a chain each.</summary>
/// <param name="Port">The port that is listened on.</param>
/// <param name="ProtocolName">Protocol as written.</param>
/// <param name="Bind">Address as written; empty for every address.</param>
/// <param name="RouteTable">The route table of plaintext HTTP.</param>
/// <param name="Servers">In order.</param>
public sealed record ServerGroup(int Port, string ProtocolName, string Bind, string RouteTable, EquatableArray<MergedServer> Servers)
{
    public Protocol Protocol => ProtocolExtensions.Parse(ProtocolName) ?? Protocol.Auto;
}
