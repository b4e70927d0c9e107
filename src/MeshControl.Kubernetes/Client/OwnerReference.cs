namespace MeshControl.Kubernetes.Client;

/// <summary>An object that owns another one; the controller is the one that made it.</summary>
public sealed record OwnerReference(string ApiVersion, string Kind, string Name, string Uid, bool Controller);
