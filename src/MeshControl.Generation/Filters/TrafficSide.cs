namespace MeshControl.Generation.Filters;

/// <summary>Which way a listener's traffic goes; many filters differ by it.</summary>
public enum TrafficSide
{
    /// <summary>Out of a sidecar.</summary>
    Outbound,

    /// <summary>Into a sidecar.</summary>
    Inbound,

    /// <summary>Through a gateway.</summary>
    Gateway,
}
