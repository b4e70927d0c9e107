namespace MeshControl.Kubernetes.Client;

/// <summary>The API server's answer to an <see cref="AccessCheck"/>.</summary>
public sealed record AccessAnswer(bool Allowed, string Reason);
