using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources;

/// <summary>An object is there, but has errors: the last valid version stays in use.</summary>
public sealed record ResourceRejected(string Source, ResourceKey Key, IReadOnlyList<Finding> Findings) : ResourceEvent;
