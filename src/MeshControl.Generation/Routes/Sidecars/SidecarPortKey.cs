using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Routes.Sidecars;

/// <summary>One port of one egress listener: everything that is routed there.</summary>
/// <param name="Egress">Whose.</param>
/// <param name="Listener">Index of the egress listener.</param>
/// <param name="Port">The port, or 0 for every port (an HTTP proxy or a Unix socket).</param>
public sealed record SidecarPortKey(EgressKey Egress, int Listener, int Port)
{
    // Egress keys cache their hash; the rest is cheap.
    public override int GetHashCode() => HashCode.Combine(Egress.GetHashCode(), Listener, Port);

    public bool Equals(SidecarPortKey? other) =>
        other is not null && (ReferenceEquals(this, other) || (Port == other.Port && Listener == other.Listener && Egress.Equals(other.Egress)));
}
