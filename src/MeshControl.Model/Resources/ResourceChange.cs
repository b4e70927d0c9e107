namespace MeshControl.Model.Resources;

/// <summary>One object that became another: Before is null when it is new, After when it is gone; they are never equal.</summary>
public sealed record ResourceChange(ResourceKey Key, Resource? Before, Resource? After);
