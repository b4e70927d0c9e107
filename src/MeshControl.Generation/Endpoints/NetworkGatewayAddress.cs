namespace MeshControl.Generation.Endpoints;

/// <summary>An address by which another network is entered.</summary>
/// <param name="Network">Network behind it.</param>
/// <param name="ClusterId">Cluster it belongs to, or empty.</param>
/// <param name="Address">IP.</param>
/// <param name="Port">Port that routes by SNI, 15443 as a rule.</param>
public sealed record NetworkGatewayAddress(string Network, string ClusterId, string Address, int Port) : IComparable<NetworkGatewayAddress>
{
    public int CompareTo(NetworkGatewayAddress? other) =>
        other is null ? 1 : string.CompareOrdinal(Address, other.Address) is var order and not 0 ? order : Port.CompareTo(other.Port);
}
