namespace MeshControl.Model.Resources.Core;

/// <summary>A Kubernetes Namespace (core/v1): all that is read is in the metadata.</summary>
public sealed record Namespace;
