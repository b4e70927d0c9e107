namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.networking.v1beta1.ProxyImage</summary>
public sealed record ProxyImage
{
    public string ImageType { get; init; } = "";
}
