using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources;

/// <summary>One object as read: the resource, or none where there are errors among the findings.</summary>
public readonly record struct ObjectReadResult(Resource? Resource, IReadOnlyList<Finding> Findings);
