namespace MeshControl.Fleet.Wire;

/// <summary>The resource types a simulated proxy asks for, in Envoy's order.</summary>
internal enum ResourceKind
{
    Unknown,
    Cluster,
    Endpoint,
    Listener,
    Route,
    VirtualHost,
}
