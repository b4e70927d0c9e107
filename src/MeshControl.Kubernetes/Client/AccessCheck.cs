namespace MeshControl.Kubernetes.Client;

/// <summary>May we? One verb on one resource; a null namespace means all of them.</summary>
public sealed record AccessCheck(string Verb, ApiResource Resource, string? Namespace = null, string? Name = null, string? Subresource = null);
