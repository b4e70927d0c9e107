namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io FrontendTLSValidation: how client certificates are checked.</summary>
public sealed record FrontendTlsValidation
{
    public IReadOnlyList<GatewayObjectReference> CaCertificateRefs { get; init; } = [];

    public string? Mode { get; init; }
}
