namespace MeshControl.Kubernetes.Client;

/// <summary>Server-side apply: who owns the fields; whether to take them from other owners; whether only to try.</summary>
public sealed record ApplyOptions(string FieldManager, bool Force = false, bool DryRun = false);
