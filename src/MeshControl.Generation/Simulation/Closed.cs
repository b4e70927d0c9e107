namespace MeshControl.Generation.Simulation;

/// <summary>The connection is closed without an answer.</summary>
public sealed record Closed(string Reason) : Verdict;
