using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Model.Traffic;

/// <summary>Cuts imported services down to the port a Sidecar egress listener declares (traffic specification 7.3).</summary>
internal static class SidecarPorts
{
    /// <summary>The service with that port alone; null where the listener does not reach it. An HTTP proxy port reaches every port.</summary>
    public static Service? Reduce(Service service, SidecarPort port)
    {
        var protocol = ProtocolExtensions.Parse(port.Protocol) ?? Protocol.Auto;
        if (protocol == Protocol.HttpProxy)
        {
            return service;
        }

        foreach (var own in service.Ports)
        {
            if (own.Number == port.Number && own.Protocol != Protocol.Udp)
            {
                return service.Ports.Count == 1 ? service : service with { Ports = [own] };
            }
        }

        // A TCP listener on another number leads to the only port there is.
        return protocol.IsTcp() && service.Ports.Count == 1 ? service : null;
    }
}
