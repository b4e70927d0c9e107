using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.HttpHeader</summary>
public sealed record ProviderHttpHeader
{
    public string Name { get; init; } = "";

    [OneOf("headerValue")]
    public string? Value { get; init; }

    [OneOf("headerValue")]
    public string? EnvName { get; init; }
}
