namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.security.v1beta1.AuthorizationPolicy.ExtensionProvider</summary>
public sealed record AuthorizationProvider
{
    public string Name { get; init; } = "";
}
