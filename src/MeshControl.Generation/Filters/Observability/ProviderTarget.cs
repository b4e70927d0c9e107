namespace MeshControl.Generation.Filters.Observability;

/// <summary>A service that telemetry is sent to.</summary>
/// <param name="Host">Its host name.</param>
/// <param name="Cluster">The cluster that reaches it.</param>
public sealed record ProviderTarget(string Host, string Cluster);
