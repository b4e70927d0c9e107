using Envoy.Config.Endpoint.V3;
using MeshControl.Incremental;

namespace MeshControl.Generation.Endpoints;

/// <summary>One host of a load assignment being built.</summary>
/// <param name="Message">What is sent, but for the weight.</param>
/// <param name="Weight">At least 1.</param>
/// <param name="Labels">Labels that failover priorities compare.</param>
/// <param name="Network">Network it stands in.</param>
/// <param name="ClusterId">Cluster it stands in.</param>
/// <param name="HasMeshTls">True where it takes mesh mTLS.</param>
internal sealed record LocalityHost(
    LbEndpoint Message, uint Weight, EquatableMap<string, string> Labels, string Network, string ClusterId, bool HasMeshTls)
{
    public bool HasAddress => Message.Endpoint.Address.AddressCase != Envoy.Config.Core.V3.Address.AddressOneofCase.SocketAddress
        || Message.Endpoint.Address.SocketAddress.Address.Length > 0;
}
