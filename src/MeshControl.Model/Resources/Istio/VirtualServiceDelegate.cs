namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.networking.v1alpha3.Delegate</summary>
public sealed record VirtualServiceDelegate
{
    public string Name { get; init; } = "";

    public string Namespace { get; init; } = "";
}
