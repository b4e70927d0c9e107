namespace MeshControl.Generation.Simulation;

/// <summary>How a connection gets to a proxy.</summary>
public enum Arrival
{
    /// <summary>From the proxy's own workload, redirected to the listener that knows original destinations.</summary>
    Outbound,

    /// <summary>From elsewhere to the workload, redirected to the inbound listener.</summary>
    Inbound,

    /// <summary>To a port that the proxy itself listens on: a gateway.</summary>
    Direct,
}
