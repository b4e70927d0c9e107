namespace MeshControl.Model.Resources.Istio;

/// <summary>TLS of connections that a proxy opens (istio.networking.v1alpha3.ClientTLSSettings).</summary>
public sealed record ClientTlsSettings
{
    public ClientTlsMode Mode { get; init; }

    public string ClientCertificate { get; init; } = "";

    public string PrivateKey { get; init; } = "";

    public string CaCertificates { get; init; } = "";

    public string CredentialName { get; init; } = "";

    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];

    public string Sni { get; init; } = "";

    public bool? InsecureSkipVerify { get; init; }

    public string CaCrl { get; init; } = "";
}
