namespace MeshControl.Model.Proxies;

/// <summary>What a proxy is able to do and where it runs: the inputs of generation that rarely differ between proxies.</summary>
public sealed record ClientFacets
{
    public required ProxyType Type { get; init; }

    /// <summary>`namespace.svc.domain`; short virtual host names depend on it.</summary>
    public required string DnsDomain { get; init; }

    public string ClusterId { get; init; } = "";

    public string Network { get; init; } = "";

    public IpMode IpMode { get; init; }

    /// <summary>Node metadata that changes what is generated, cleared of everything personal (name, node, labels, addresses).</summary>
    public required ProxyMetadata Metadata { get; init; }

    public InterceptionMode Interception => Metadata.InterceptionMode;

    /// <summary>`0.0.0.0`, or `::` on an IPv6-only proxy.</summary>
    public string Wildcard => IpMode == IpMode.V6 ? "::" : "0.0.0.0";

    /// <summary>`127.0.0.1`, or `::1` on an IPv6-only proxy.</summary>
    public string Localhost => IpMode == IpMode.V6 ? "::1" : "127.0.0.1";
}
