namespace MeshControl.Model.Resources.Istio;

/// <summary>Whether mutual TLS is required of peers (istio.security.v1beta1.PeerAuthentication.MutualTLS).</summary>
public sealed record MutualTls
{
    public MutualTlsMode Mode { get; init; }
}
