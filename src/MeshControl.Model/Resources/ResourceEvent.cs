namespace MeshControl.Model.Resources;

/// <summary>Something that a source of objects reports to the <see cref="ResourceStore"/>.</summary>
public abstract record ResourceEvent;
