using MeshControl.Generation.Routes.Sidecars;
using MeshControl.Model.Resources;

namespace MeshControl.Generation.Routes;

/// <summary>The routes of one rule for one kind of proxy and port.</summary>
/// <param name="Rule">The VirtualService.</param>
/// <param name="Scope">For whom.</param>
/// <param name="Sidecar">Where destinations are looked up first; null at a gateway, which looks among all that it sees.</param>
public sealed record RuleRoutesKey(ResourceKey Rule, RouteScope Scope, SidecarPortKey? Sidecar)
{
    private int _hash;

    public bool Equals(RuleRoutesKey? other) =>
        other is not null && (ReferenceEquals(this, other)
            || (GetHashCode() == other.GetHashCode() && Rule == other.Rule && Scope.Equals(other.Scope) && Equals(Sidecar, other.Sidecar)));

    // A key of a memo table: hashed once.
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = HashCode.Combine(Rule, Scope, Sidecar) | 1;
}
