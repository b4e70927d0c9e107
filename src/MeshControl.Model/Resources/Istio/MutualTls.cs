namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.security.v1beta1.PeerAuthentication.MutualTLS</summary>
public sealed record MutualTls
{
    public MutualTlsMode Mode { get; init; }
}
