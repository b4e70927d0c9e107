namespace MeshControl.Model.Services;

/// <summary>Readiness of one endpoint (traffic specification 6.4).</summary>
public enum EndpointHealth
{
    /// <summary>Written by hand (ServiceEntry, WorkloadEntry): nothing is said about it.</summary>
    Unknown,
    Healthy,
    Unhealthy,
    Draining,
    Terminating,
}
