namespace MeshControl.Generation.Simulation;

/// <summary>How a proxy ends with a connection or request.</summary>
public abstract record Verdict;
