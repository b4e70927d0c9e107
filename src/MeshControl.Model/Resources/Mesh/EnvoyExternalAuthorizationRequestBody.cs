namespace MeshControl.Model.Resources.Mesh;

/// <summary>How much of the body external authorization gets (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyExternalAuthorizationRequestBody).</summary>
public sealed record EnvoyExternalAuthorizationRequestBody
{
    public int MaxRequestBytes { get; init; }

    public bool AllowPartialMessage { get; init; }

    public bool PackAsBytes { get; init; }
}
