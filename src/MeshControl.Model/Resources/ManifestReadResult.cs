using MeshControl.Model.Resources.Reading;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources;

/// <summary>What one file holds.</summary>
public sealed record ManifestReadResult
{
    public required string Source { get; init; }

    /// <summary>Objects without errors, in the file's order.</summary>
    public IReadOnlyList<Resource> Resources { get; init; } = [];

    /// <summary>Objects of the file that have errors: their last valid versions stay in use.</summary>
    public IReadOnlyList<ResourceKey> Rejected { get; init; } = [];

    /// <summary>Those of the rejected objects that can be read but break a rule: not for serving, but they show what their author means.</summary>
    public IReadOnlyList<Resource> Refused { get; init; } = [];

    /// <summary>Some part of the file could not be read at all, so an object that is missing here is not known to be deleted.</summary>
    public bool IsIncomplete { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    internal DocumentResults? Documents { get; init; }

    /// <summary>There is at least one error finding.</summary>
    public bool HasErrors => Findings.Any(f => f.Severity == FindingSeverity.Error);
}
