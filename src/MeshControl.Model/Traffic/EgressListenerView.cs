using MeshControl.Incremental;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Model.Traffic;

/// <summary>One egress listener of a Sidecar (or the built-in one): what it imports (traffic specification 7.3).</summary>
/// <param name="Index">Place in the Sidecar; 0 for the built-in one.</param>
/// <param name="Port">Declared port, or null for the catch-all listener.</param>
/// <param name="Bind">Declared address; empty when none.</param>
/// <param name="CaptureMode">As declared.</param>
/// <param name="Services">Imported services, one a host, in scope order; reduced to the declared port.</param>
/// <param name="VirtualServices">Imported VirtualServices, first one wins.</param>
public sealed record EgressListenerView(
    int Index,
    SidecarPort? Port,
    string Bind,
    CaptureMode CaptureMode,
    EquatableArray<Service> Services,
    EquatableArray<MeshVirtualService> VirtualServices);
