using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Resources.Istio;
using NetworkFilter = Envoy.Config.Listener.V3.Filter;

namespace MeshControl.Generation.Filters.Extensions;

/// <summary>The extensions of one side of a proxy, put into the places of their phases (traffic specification 3.15).</summary>
public sealed record ExtensionSet(EquatableArray<MeshExtension> Items)
{
    public static ExtensionSet None { get; } = new(EquatableArray<MeshExtension>.Empty);

    /// <summary>The HTTP filters of a port with its extensions added.</summary>
    /// <param name="slots">What policies put there.</param>
    /// <param name="side">Which way traffic goes.</param>
    /// <param name="port">Target port inbound, the listener's port otherwise; 0 for ports that nobody declared.</param>
    public HttpFilterSlots AddTo(HttpFilterSlots slots, TrafficSide side, int port)
    {
        if (Items.IsEmpty)
        {
            return slots;
        }

        IEnumerable<HttpFilter> Of(ExecutionPhase phase) => On(phase, isNetwork: false, side, port).Select(ExtensionFilters.Http);
        return slots with
        {
            BeforeAuthentication = [.. slots.BeforeAuthentication, .. Of(ExecutionPhase.Authn)],
            BeforeAuthorization = [.. slots.BeforeAuthorization, .. Of(ExecutionPhase.Authz)],
            AfterAuthorization = [.. slots.AfterAuthorization, .. Of(ExecutionPhase.Stats), .. Of(ExecutionPhase.Unspecified)],
        };
    }

    /// <summary>The same for network filters.</summary>
    public NetworkFilterSlots AddTo(NetworkFilterSlots slots, TrafficSide side, int port)
    {
        if (Items.IsEmpty)
        {
            return slots;
        }

        IEnumerable<NetworkFilter> Of(ExecutionPhase phase) => On(phase, isNetwork: true, side, port).Select(ExtensionFilters.Network);
        return slots with
        {
            BeforeAuthentication = [.. slots.BeforeAuthentication, .. Of(ExecutionPhase.Authn)],
            BeforeAuthorization = [.. slots.BeforeAuthorization, .. Of(ExecutionPhase.Authz)],
            AfterAuthorization = [.. slots.AfterAuthorization, .. Of(ExecutionPhase.Stats), .. Of(ExecutionPhase.Unspecified)],
        };
    }

    private IEnumerable<MeshExtension> On(ExecutionPhase phase, bool isNetwork, TrafficSide side, int port) =>
        Items.Where(item => item.Spec.Phase == phase && item.IsNetwork == isNetwork && Sees(item.Spec.Match, side, port));

    private static bool Sees(IReadOnlyList<TrafficSelector> selectors, TrafficSide side, int port) =>
        selectors.Count == 0 || selectors.Any(selector => SeesSide(selector.Mode, side)
            && (selector.Ports.Count == 0 || selector.Ports.Any(wanted => wanted.Number != 0 && wanted.Number == port)));

    private static bool SeesSide(WorkloadMode mode, TrafficSide side) => mode switch
    {
        WorkloadMode.Client => side != TrafficSide.Inbound,
        WorkloadMode.Server => side == TrafficSide.Inbound,
        _ => true,
    };
}
