namespace MeshControl.Model.Resources;

/// <summary>A full listing of one kind from one source: objects of that kind that it does not name are gone.</summary>
public sealed record KindReplaced(string Source, ResourceKind Kind, IReadOnlyList<Resource> Resources) : ResourceEvent;
