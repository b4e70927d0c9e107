using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Clusters;

/// <summary>Certificates that a proxy brings in files (node metadata TLS_CLIENT_*); they stand in for its mesh identity.</summary>
internal sealed record ClientCertificateFiles(string Chain, string Key, string Root)
{
    /// <summary>The rule with these files as its certificates.</summary>
    public ClientTlsSettings Over(ClientTlsSettings rule) => new()
    {
        Mode = ClientTlsMode.Mutual,
        ClientCertificate = Chain,
        PrivateKey = Key,
        CaCertificates = Root,
        SubjectAltNames = rule.SubjectAltNames,
        Sni = rule.Sni,
    };
}
