namespace MeshControl.Model.Resources.Istio;

/// <summary>The variant of the proxy's image (istio.networking.v1beta1.ProxyImage).</summary>
public sealed record ProxyImage
{
    public string ImageType { get; init; } = "";
}
