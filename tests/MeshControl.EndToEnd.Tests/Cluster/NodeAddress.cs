using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace MeshControl.EndToEnd.Tests.Cluster;

/// <summary>An address of this machine that an endpoint may have: an API server refuses loopback there.</summary>
internal static class NodeAddress
{
    public static IPAddress? Value { get; } = NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(address => address.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address) && !address.ToString().StartsWith("169.254.", StringComparison.Ordinal));

    public static string? MissingReason => Value is null ? "needs a network interface with an IPv4 address besides loopback" : null;
}
