using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Policy;

/// <summary>A condition on a header or cookie; with a name alone it must be there.</summary>
public sealed record RateLimitValueMatch
{
    /// <summary>Name of the header or cookie.</summary>
    [Limits(Required = true, MinLength = 1)]
    public string Name { get; init; } = "";

    /// <summary>The whole value.</summary>
    [OneOf("value")]
    public string? Exact { get; init; }

    /// <summary>The value's beginning.</summary>
    [OneOf("value")]
    public string? Prefix { get; init; }

    /// <summary>An RE2 expression of the whole value.</summary>
    [OneOf("value")]
    public string? Regex { get; init; }

    /// <summary>True where it must not be there.</summary>
    [OneOf("value")]
    public bool? Absent { get; init; }
}
