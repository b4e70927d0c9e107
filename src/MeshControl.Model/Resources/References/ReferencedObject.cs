namespace MeshControl.Model.Resources.References;

/// <summary>A Secret or ConfigMap that the mesh needs; a null namespace is that of whichever proxy uses it.</summary>
public readonly record struct ReferencedObject(ResourceKind Kind, string? Namespace, string Name);
