using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Traffic;

/// <summary>
/// A VirtualService ready for use: short names expanded, delegates merged, defaults of gateways and exportTo filled in.
/// Equal when made from equal objects.
/// </summary>
public sealed record MeshVirtualService
{
    public required ResourceKey Source { get; init; }

    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Expanded hosts, as written otherwise.</summary>
    public required EquatableArray<string> Hosts { get; init; }

    /// <summary>`mesh` or `namespace/name`; never empty.</summary>
    public required EquatableArray<string> Gateways { get; init; }

    /// <summary>Never empty.</summary>
    public required EquatableArray<string> ExportTo { get; init; }

    /// <summary>The routes, with expanded destinations and gateways.</summary>
    public required VirtualService Spec { get; init; }

    public RouteSemantics Semantics { get; init; }

    /// <summary>For `istio.config` metadata: `/apis/networking.istio.io/v1/namespaces/NS/virtual-service/NAME`.</summary>
    public required string ConfigPath { get; init; }

    /// <summary>Hash over the content of every object it was made from.</summary>
    public required UInt128 Fingerprint { get; init; }

    /// <summary>The objects it was made from besides <see cref="Source"/>.</summary>
    public EquatableArray<ResourceKey> Delegates { get; init; }

    public bool Equals(MeshVirtualService? other) =>
        other is not null && (ReferenceEquals(this, other) || (Fingerprint == other.Fingerprint && Source == other.Source && Semantics == other.Semantics
            && Hosts.Equals(other.Hosts) && Gateways.Equals(other.Gateways) && ExportTo.Equals(other.ExportTo)));

    public override int GetHashCode() => HashCode.Combine(Source, Fingerprint);

    public override string ToString() => Source.ToString();
}
