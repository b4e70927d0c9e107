using Envoy.Config.Listener.V3;
using MeshControl.Generation.Filters;
using MeshControl.Incremental;

namespace MeshControl.Generation.Listeners.Inbound;

/// <summary>Filters that policies put into inbound chains; the same on every port unless a port says otherwise.</summary>
/// <param name="Http">HTTP filters.</param>
/// <param name="Network">Network filters in front of the TCP proxy.</param>
public sealed record InboundFilterSlots(HttpFilterSlots Http, EquatableArray<Filter> Network)
{
    public static InboundFilterSlots None { get; } = new(HttpFilterSlots.None, []);
}
