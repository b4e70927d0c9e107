namespace MeshControl.Model.Services;

/// <summary>How a client finds a service's endpoints.</summary>
public enum Resolution
{
    /// <summary>Endpoints over EDS.</summary>
    ClientSide,

    /// <summary>DNS, every address (STRICT_DNS).</summary>
    Dns,

    /// <summary>DNS, one address at a time (LOGICAL_DNS).</summary>
    DnsRoundRobin,

    /// <summary>The address the client dialled (headless services, resolution NONE).</summary>
    Passthrough,

    /// <summary>Another name for a service (ExternalName).</summary>
    Alias,

    /// <summary>Resolved by the proxy when a request comes (dynamic forward proxy).</summary>
    DynamicDns,
}
