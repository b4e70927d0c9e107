// match_subject_alt_names is deprecated in favour of a typed list; it is what Istio's tools read, and Envoy takes both.
#pragma warning disable CS0612

using Envoy.Extensions.TransportSockets.Tls.V3;
using Envoy.Type.Matcher.V3;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Clusters;

/// <summary>Builds the TLS contexts of clients (traffic specification 5.9 and 11.2).</summary>
internal static class UpstreamTls
{
    private const string Http2 = "h2";

    /// <summary>Mesh mTLS: the workload's certificate, the mesh's roots.</summary>
    public static UpstreamTlsContext Mesh(string sni, IEnumerable<string> subjectAltNames, IEnumerable<string> alpn) => new()
    {
        Sni = sni,
        CommonTlsContext = new()
        {
            AlpnProtocols = { alpn },
            TlsParams = Versions(),
            TlsCertificateSdsSecretConfigs = { SecretSources.Secret(SecretSources.Workload) },
            CombinedValidationContext = Validation(subjectAltNames, "", SecretSources.Root),
        },
    };

    /// <summary>TLS as a rule describes it (SIMPLE or MUTUAL), with files or with a named credential.</summary>
    /// <param name="rule">Client TLS settings.</param>
    /// <param name="subjectAltNames">Names to accept; those of the rule, else of the service.</param>
    /// <param name="isHttp2">Offers h2.</param>
    /// <param name="defaults">Mesh-wide curves and ciphers.</param>
    public static UpstreamTlsContext Own(ClientTlsSettings rule, IEnumerable<string> subjectAltNames, bool isHttp2, MeshTlsConfig? defaults)
    {
        var common = new CommonTlsContext { TlsParams = Versions() };
        if (isHttp2)
        {
            common.AlpnProtocols.Add(Http2);
        }

        common.TlsParams.EcdhCurves.Add(defaults?.EcdhCurves ?? []);
        common.TlsParams.CipherSuites.Add(defaults?.CipherSuites ?? []);
        if (rule.Mode == ClientTlsMode.Mutual)
        {
            common.TlsCertificateSdsSecretConfigs.Add(SecretSources.Secret(rule.CredentialName.Length > 0
                ? SecretSources.Credential(rule.CredentialName)
                : SecretSources.CertificateFiles(rule.ClientCertificate, rule.PrivateKey)));
        }

        if (rule.InsecureSkipVerify == true)
        {
            common.ValidationContext = new();
        }
        else
        {
            var root = rule.CredentialName.Length > 0
                ? SecretSources.CredentialRoot(rule.CredentialName)
                : SecretSources.RootFile(rule.CaCertificates.Length > 0 ? rule.CaCertificates : SecretSources.SystemRoots);
            common.CombinedValidationContext = Validation(subjectAltNames, rule.CaCrl, root);
        }

        return new UpstreamTlsContext { Sni = rule.Sni, CommonTlsContext = common };
    }

    private static TlsParameters Versions() => new()
    {
        TlsMinimumProtocolVersion = TlsParameters.Types.TlsProtocol.Tlsv12, TlsMaximumProtocolVersion = TlsParameters.Types.TlsProtocol.Tlsv13,
    };

    private static CommonTlsContext.Types.CombinedCertificateValidationContext Validation(IEnumerable<string> names, string revocationList, string secret)
    {
        var own = new CertificateValidationContext();
        own.MatchSubjectAltNames.Add(names.Select(name => new StringMatcher { Exact = name }));
        if (revocationList.Length > 0)
        {
            own.Crl = new() { Filename = revocationList };
        }

        return new() { DefaultValidationContext = own, ValidationContextSdsSecretConfig = SecretSources.Secret(secret) };
    }
}
