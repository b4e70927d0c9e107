namespace MeshControl.Model.Resources.Istio;

/// <summary>The VirtualService that holds the routes (istio.networking.v1alpha3.Delegate).</summary>
public sealed record VirtualServiceDelegate
{
    public string Name { get; init; } = "";

    public string Namespace { get; init; } = "";
}
