using MeshControl.Incremental;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>One outbound listener as planned: where it listens and which service ports share it, in order.</summary>
/// <param name="Bind">IP or `unix://` path.</param>
/// <param name="Port">0 for a socket path.</param>
/// <param name="BindsToPort">False where connections are redirected to it by 15001.</param>
/// <param name="Shares">What it serves; the first one wins where two match the same connections.</param>
public sealed record OutboundListenerSpec(string Bind, int Port, bool BindsToPort, EquatableArray<OutboundShare> Shares)
{
    public string Name => ListenerAddresses.Name(Bind, Port);
}
