namespace MeshControl.Model.Resources.Istio;

/// <summary>PROXY protocol to upstream hosts (istio.networking.v1alpha3.TrafficPolicy.ProxyProtocol).</summary>
public sealed record ProxyProtocolSettings
{
    public ProxyProtocolVersion Version { get; init; }
}
