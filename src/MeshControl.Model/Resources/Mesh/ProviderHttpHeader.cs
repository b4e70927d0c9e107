using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>A header for a provider, with a fixed value or one from the environment (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.HttpHeader).</summary>
public sealed record ProviderHttpHeader
{
    public string Name { get; init; } = "";

    [OneOf("headerValue")]
    public string? Value { get; init; }

    [OneOf("headerValue")]
    public string? EnvName { get; init; }
}
