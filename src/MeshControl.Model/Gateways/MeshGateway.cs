using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Gateways;

/// <summary>A Gateway ready for use: hosts of its servers freed of `./` and `*/`. Equal when made from equal objects.</summary>
public sealed record MeshGateway
{
    public required ResourceKey Source { get; init; }

    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Labels of the gateway workloads; empty for all of them.</summary>
    public EquatableMap<string, string> Selector { get; init; } = EquatableMap<string, string>.Empty;

    /// <summary>
    /// Hosts of the Services it is bound to instead of a selector (Gateway API): only their workloads and only their ports count. Empty otherwise.
    /// </summary>
    public EquatableArray<string> BoundServices { get; init; }

    public required IReadOnlyList<GatewayServer> Servers { get; init; }

    /// <summary>Hash over the content of the object it was made from.</summary>
    public required UInt128 Fingerprint { get; init; }

    /// <summary>`namespace/name`, as VirtualServices refer to it.</summary>
    public string Reference => $"{Namespace}/{Name}";

    public bool Equals(MeshGateway? other) =>
        other is not null && (ReferenceEquals(this, other)
            || (Fingerprint == other.Fingerprint && Source == other.Source && Name == other.Name && BoundServices.Equals(other.BoundServices)));

    public override int GetHashCode() => HashCode.Combine(Source, Name, Fingerprint);
}
