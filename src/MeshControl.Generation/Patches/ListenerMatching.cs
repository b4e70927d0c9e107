using Envoy.Config.Listener.V3;
using MeshControl.Generation.Listeners;
using MeshControl.Model.Extensions;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Patches;

/// <summary>Which listeners and chains a patch is for.</summary>
internal static class ListenerMatching
{
    public static bool IsListener(EnvoyPatch patch, Listener listener)
    {
        if (patch.Spec.Match?.Listener is not { } match)
        {
            return true;
        }

        if (match.Name.Length > 0 && match.Name != listener.Name)
        {
            return false;
        }

        // All captured traffic passes these two: there a port is that of a chain.
        return match.PortNumber == 0
            || (patch.Spec.ApplyTo != EnvoyFilterApplyTo.Listener && IsVirtual(listener))
            || listener.Address?.SocketAddress?.PortValue == match.PortNumber;
    }

    public static bool IsChain(EnvoyPatch patch, Listener listener, FilterChain chain)
    {
        if (!IsListener(patch, listener))
        {
            return false;
        }

        var match = patch.Spec.Match?.Listener;
        var criteria = chain.FilterChainMatch;
        if (match is { PortNumber: > 0 } && IsVirtual(listener) && criteria?.DestinationPort != (uint)match.PortNumber)
        {
            return false;
        }

        if (match?.FilterChain is not { } wanted)
        {
            return true;
        }

        return (wanted.Name.Length == 0 || wanted.Name == chain.Name)
            && (wanted.Sni.Length == 0 || criteria?.ServerNames.Contains(wanted.Sni) == true)
            && (wanted.TransportProtocol.Length == 0 || criteria?.TransportProtocol == wanted.TransportProtocol)
            && (wanted.DestinationPort == 0 || criteria?.DestinationPort == (uint)wanted.DestinationPort)
            && wanted.ApplicationProtocols.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .All(protocol => criteria?.ApplicationProtocols.Contains(protocol) == true);
    }

    private static bool IsVirtual(Listener listener) => listener.Name is ListenerAddresses.VirtualInbound or ListenerAddresses.VirtualOutbound;
}
