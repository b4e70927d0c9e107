namespace MeshControl.Generation.Simulation;

/// <summary>What was decided, in the order of a request's way.</summary>
public enum DecisionKind
{
    Listener,
    Chain,
    Tls,
    Filter,
    Path,
    Host,
    Route,
    Action,
    Cluster,
    Endpoint,
}
