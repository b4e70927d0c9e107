namespace MeshControl.Generation.Filters;

/// <summary>One of several clusters of a TCP route.</summary>
public readonly record struct WeightedTarget(string Cluster, int Weight);
