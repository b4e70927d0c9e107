using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>The body of a direct response (istio.networking.v1alpha3.HTTPBody).</summary>
public sealed record HttpBody
{
    [OneOf("specifier")]
    public string? String { get; init; }

    [OneOf("specifier")]
    public byte[]? Bytes { get; init; }
}
