using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Another source of configuration (istio.mesh.v1alpha1.ConfigSource).</summary>
public sealed record ConfigSource
{
    public string Address { get; init; } = "";

    public ClientTlsSettings? TlsSettings { get; init; }

    public IReadOnlyList<ConfigSourceResource> SubscribedResources { get; init; } = [];
}
