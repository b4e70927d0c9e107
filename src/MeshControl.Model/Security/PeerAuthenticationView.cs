using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Security;

/// <summary>How a workload takes connections: with mutual TLS, without, or both. Modes are never Unset.</summary>
/// <param name="Mode">Mode of every port that is not in <paramref name="Ports"/>.</param>
/// <param name="Ports">Modes by the port the workload listens on (not the service port).</param>
public sealed record PeerAuthenticationView(MutualTlsMode Mode, EquatableMap<int, MutualTlsMode> Ports)
{
    public static PeerAuthenticationView Default { get; } = new(MutualTlsMode.Permissive, EquatableMap<int, MutualTlsMode>.Empty);

    /// <summary>The objects that decided it, outermost first.</summary>
    public EquatableArray<ResourceKey> Sources { get; init; }

    public MutualTlsMode ModeOf(int port) => Ports.TryGetValue(port, out var mode) ? mode : Mode;
}
