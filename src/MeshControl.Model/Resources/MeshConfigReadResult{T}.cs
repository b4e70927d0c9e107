using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources;

/// <summary>A mesh configuration file over the defaults; Value is null when it has errors, so that the last valid one stays.</summary>
public sealed record MeshConfigReadResult<T>(T? Value, IReadOnlyList<Finding> Findings)
    where T : class;
