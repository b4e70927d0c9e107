using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources;

/// <summary>A valid object is there, new or changed; its origin's Source says where.</summary>
public sealed record ResourceUpserted(Resource Resource) : ResourceEvent
{
    /// <summary>Warnings about it.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
