using MeshControl.Incremental;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Endpoints;

/// <summary>What of a client changes a load assignment; every part is empty unless a rule asks for it, so that clients share.</summary>
internal sealed record AssignmentClient
{
    public static AssignmentClient Anyone { get; } = new();

    /// <summary>Where the client stands, for locality rules.</summary>
    public string Locality { get; init; } = "";

    /// <summary>Its node, for node-local services and the preference for one's own node.</summary>
    public string NodeName { get; init; } = "";

    /// <summary>Labels that a failover priority compares.</summary>
    public EquatableMap<string, string> Labels { get; init; } = EquatableMap<string, string>.Empty;

    /// <summary>Its network, where the mesh has several.</summary>
    public string Network { get; init; } = "";

    /// <summary>Networks it asked to see; empty for all.</summary>
    public EquatableArray<string> NetworkView { get; init; }

    /// <summary>The only cluster whose endpoints count, for a cluster-local service.</summary>
    public string OnlyCluster { get; init; } = "";

    /// <summary>Its own cluster, where failover compares clusters.</summary>
    public string ClusterId { get; init; } = "";

    /// <summary>True where it reaches IPv6 gateways only.</summary>
    public bool IsV6 { get; init; }

    public Locality Place => Model.Services.Locality.Parse(Locality);
}
