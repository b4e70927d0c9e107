using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.networking.v1alpha3.StringMatch</summary>
public sealed record StringMatch
{
    [OneOf("matchType")]
    public string? Exact { get; init; }

    [OneOf("matchType")]
    public string? Prefix { get; init; }

    [OneOf("matchType")]
    public string? Regex { get; init; }
}
