namespace MeshControl.Model.Resources;

/// <summary>A file was read: what it no longer holds is gone, except what could not be read. An empty result removes the file.</summary>
public sealed record SourceReplaced(ManifestReadResult Content) : ResourceEvent;
