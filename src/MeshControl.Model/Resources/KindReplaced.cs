using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources;

/// <summary>A full listing of one kind from one source: objects of that kind that it names nowhere are gone.</summary>
public sealed record KindReplaced(string Source, ResourceKind Kind, IReadOnlyList<Resource> Resources) : ResourceEvent
{
    /// <summary>Objects that are there, but have errors: their last valid versions stay in use.</summary>
    public IReadOnlyList<ResourceRejected> Rejected { get; init; } = [];

    /// <summary>Warnings about the resources.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
