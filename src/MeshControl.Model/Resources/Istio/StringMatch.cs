using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A condition on a text; none set means that it must be present (istio.networking.v1alpha3.StringMatch).</summary>
public sealed record StringMatch
{
    [OneOf("matchType")]
    public string? Exact { get; init; }

    [OneOf("matchType")]
    public string? Prefix { get; init; }

    [OneOf("matchType")]
    public string? Regex { get; init; }
}
