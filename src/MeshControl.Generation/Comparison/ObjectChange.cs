using MeshControl.Model.Resources;

namespace MeshControl.Generation.Comparison;

/// <summary>One object that the new mesh has differently.</summary>
public sealed record ObjectChange(ResourceKey Key, ChangeKind Change);
