using Envoy.Config.Core.V3;
using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Clusters;

/// <summary>
/// The source address of connections from a sidecar to its own workload: a loopback address that the redirection rules leave alone,
/// so that the connection is not captured again.
/// </summary>
internal static class InboundBind
{
    private const string SourceV4 = "127.0.0.6";
    private const string SourceV6 = "::6";

    public static BindConfig Source(IpMode mode)
    {
        var bind = new BindConfig { SourceAddress = Address(mode == IpMode.V6 ? SourceV6 : SourceV4) };
        if (mode == IpMode.Dual)
        {
            bind.ExtraSourceAddresses.Add(new ExtraSourceAddress { Address = Address(SourceV6) });
        }

        return bind;
    }

    // The port is written although it is zero: without any, Envoy refuses the address.
    private static SocketAddress Address(string address) => new() { Address = address, PortValue = 0 };
}
