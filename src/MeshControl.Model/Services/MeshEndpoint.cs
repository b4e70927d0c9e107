using MeshControl.Incremental;

namespace MeshControl.Model.Services;

/// <summary>One endpoint of one service port (traffic specification 6.1).</summary>
public sealed record MeshEndpoint
{
    /// <summary>IPs (first one first), one DNS name, or one `unix://` path.</summary>
    public required EquatableArray<string> Addresses { get; init; }

    public string Address => Addresses.Count > 0 ? Addresses[0] : "";

    /// <summary>Port at the endpoint; 0 for a socket path.</summary>
    public required int Port { get; init; }

    /// <summary>Name of the service port it serves.</summary>
    public required string ServicePortName { get; init; }

    public EquatableMap<string, string> Labels { get; init; } = EquatableMap<string, string>.Empty;

    /// <summary>`region/zone/subzone` as written; the text, not its parts, groups endpoints.</summary>
    public string LocalityText { get; init; } = "";

    public Locality Locality => Locality.Parse(LocalityText);

    public string Network { get; init; } = "";

    public string ClusterId { get; init; } = "";

    public string NodeName { get; init; } = "";

    /// <summary>0 means unset.</summary>
    public int Weight { get; init; }

    /// <summary>`istio` where the workload takes mesh mTLS, else `disabled` (or what the label says).</summary>
    public string TlsMode { get; init; } = "disabled";

    /// <summary>SPIFFE id, or empty.</summary>
    public string Identity { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string WorkloadName { get; init; } = "";

    /// <summary>`workload;namespace;canonical name;canonical revision;cluster`, as telemetry reads it from the endpoint's metadata.</summary>
    public string WorkloadMetadata { get; init; } = "";

    /// <summary>Pod hostname for StatefulSet pods; empty otherwise.</summary>
    public string HostName { get; init; } = "";

    public string SubDomain { get; init; } = "";

    public EndpointHealth Health { get; init; }

    /// <summary>False where a selector made it, true for an endpoint written by hand (ServiceEntry, WorkloadEntry).</summary>
    public bool IsManual { get; init; }
}
