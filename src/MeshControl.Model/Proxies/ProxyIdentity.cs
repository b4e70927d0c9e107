using MeshControl.Incremental;

namespace MeshControl.Model.Proxies;

/// <summary>A connected proxy, from its node id and metadata (traffic specification 8). Never an input of a resource builder: builders see keys.</summary>
public sealed record ProxyIdentity
{
    public required ProxyType Type { get; init; }

    /// <summary>`pod.namespace`.</summary>
    public required string Id { get; init; }

    /// <summary>Every address, the node id's first.</summary>
    public required EquatableArray<string> Addresses { get; init; }

    /// <summary>`namespace.svc.domain`.</summary>
    public required string DnsDomain { get; init; }

    public required ProxyMetadata Metadata { get; init; }

    /// <summary>node.locality as `region/zone/subzone`; empty when unknown.</summary>
    public string NodeLocality { get; init; } = "";

    /// <summary>The namespace whose configuration applies: metadata, else the first label of the DNS domain.</summary>
    public string Namespace => Metadata.Namespace.Length > 0 ? Metadata.Namespace : DnsDomain.Split('.')[0];

    public string PodName => Id.EndsWith('.' + Namespace, StringComparison.Ordinal) ? Id[..^(Namespace.Length + 1)] : Id;

    /// <summary>The identity text Envoy sends as node.id.</summary>
    public string NodeId => $"{(Type == ProxyType.Sidecar ? "sidecar" : "router")}~{Addresses[0]}~{Id}~{DnsDomain}";
}
