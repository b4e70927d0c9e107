using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>TLS at a server (istio.networking.v1alpha3.ServerTLSSettings).</summary>
public sealed record ServerTlsSettings
{
    public bool HttpsRedirect { get; init; }

    public ServerTlsMode Mode { get; init; }

    public string ServerCertificate { get; init; } = "";

    public string PrivateKey { get; init; } = "";

    public string CaCertificates { get; init; } = "";

    public string CaCrl { get; init; } = "";

    public string CredentialName { get; init; } = "";

    [Limits(MinItems = 1, MaxItems = 2)]
    public IReadOnlyList<string> CredentialNames { get; init; } = [];

    public string CaCertCredentialName { get; init; } = "";

    [Limits(MinItems = 1, MaxItems = 2)]
    public IReadOnlyList<ServerTlsCertificate> TlsCertificates { get; init; } = [];

    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];

    public IReadOnlyList<string> VerifyCertificateSpki { get; init; } = [];

    public IReadOnlyList<string> VerifyCertificateHash { get; init; } = [];

    public TlsProtocol MinProtocolVersion { get; init; }

    public TlsProtocol MaxProtocolVersion { get; init; }

    public IReadOnlyList<string> CipherSuites { get; init; } = [];

    public IReadOnlyList<string> EcdhCurves { get; init; } = [];

    public bool? InsecureSkipVerify { get; init; }
}
