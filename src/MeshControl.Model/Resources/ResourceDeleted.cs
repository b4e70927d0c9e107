namespace MeshControl.Model.Resources;

/// <summary>An object is gone from this source.</summary>
public sealed record ResourceDeleted(string Source, ResourceKey Key) : ResourceEvent;
