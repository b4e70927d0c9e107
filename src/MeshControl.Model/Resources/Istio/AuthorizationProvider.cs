namespace MeshControl.Model.Resources.Istio;

/// <summary>The extension provider that decides for action CUSTOM (istio.security.v1beta1.AuthorizationPolicy.ExtensionProvider).</summary>
public sealed record AuthorizationProvider
{
    public string Name { get; init; } = "";
}
