using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Security;

namespace MeshControl.Model.Facts;

/// <summary>Mesh-wide settings: the one fact that every proxy depends on. Equal when made from equal texts.</summary>
public sealed record MeshSettings
{
    public static MeshSettings Default { get; } = new();

    public MeshConfig Mesh { get; init; } = new();

    public MeshNetworks Networks { get; init; } = new();

    /// <summary>Suffix of Kubernetes service hosts: `name.namespace.svc.SUFFIX`.</summary>
    public string DomainSuffix { get; init; } = "cluster.local";

    /// <summary>Id of the cluster whose objects are read.</summary>
    public string ClusterId { get; init; } = "Kubernetes";

    /// <summary>Namespace the control plane runs in; Ingress gateways and the system network label belong to it.</summary>
    public string SystemNamespace { get; init; } = "istio-system";

    /// <summary>Who fetches the keys of token issuers.</summary>
    public KeySetFetching KeySetFetching { get; init; }

    /// <summary>Tells two settings apart; made from the texts they were read from.</summary>
    public string Fingerprint { get; init; } = "";

    public string TrustDomain => Mesh.TrustDomain;

    public string RootNamespace => Mesh.RootNamespace;

    public bool Equals(MeshSettings? other) =>
        other is not null && Fingerprint == other.Fingerprint && DomainSuffix == other.DomainSuffix && ClusterId == other.ClusterId
        && SystemNamespace == other.SystemNamespace && KeySetFetching == other.KeySetFetching;

    public override int GetHashCode() => HashCode.Combine(Fingerprint, DomainSuffix, ClusterId);
}
