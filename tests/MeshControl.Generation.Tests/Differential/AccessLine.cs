namespace MeshControl.Generation.Tests.Differential;

/// <summary>The part of an access log that tells Envoy's decisions.</summary>
internal sealed record AccessLine(string Cluster, string Route, string Chain, string Flags, string Details);
