namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io BackendTLSPolicyValidation.</summary>
public sealed record BackendTlsValidation
{
    public IReadOnlyList<GatewayObjectReference> CaCertificateRefs { get; init; } = [];

    public string? WellKnownCACertificates { get; init; }

    public string Hostname { get; init; } = "";

    public IReadOnlyList<SubjectAltName> SubjectAltNames { get; init; } = [];
}
