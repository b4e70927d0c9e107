using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Envoy.Type.Matcher.V3;
using MeshControl.Generation.Filters.Tls;
using MeshControl.Model.Credentials;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Mesh;
using CombinedContext = Envoy.Extensions.TransportSockets.Tls.V3.CommonTlsContext.Types.CombinedCertificateValidationContext;
using Trust = Envoy.Extensions.TransportSockets.Tls.V3.CertificateValidationContext.Types.TrustChainVerification;
using Version = Envoy.Extensions.TransportSockets.Tls.V3.TlsParameters.Types.TlsProtocol;

namespace MeshControl.Generation.Gateways;

/// <summary>TLS settings of a Gateway's server (traffic specification 3.13). Secrets are named here; their material is fetched by the proxy.</summary>
internal static class ServerTlsContextBuilder
{
    private const int MaxCertificates = 2;
    private static readonly string[] Alpn = ["h2", "http/1.1"];

    public static TransportSocket Build(ServerTlsSettings tls, MeshConfig mesh)
    {
        var common = new CommonTlsContext { AlpnProtocols = { Alpn } };
        var required = tls.Mode is ServerTlsMode.Mutual or ServerTlsMode.IstioMutual;
        common.TlsCertificateSdsSecretConfigs.AddRange(Certificates(tls));
        if (required || tls.Mode == ServerTlsMode.OptionalMutual)
        {
            common.CombinedValidationContext = new CombinedContext
            {
                DefaultValidationContext = Validation(tls), ValidationContextSdsSecretConfig = Authority(tls),
            };
        }

        if (tls.Mode != ServerTlsMode.IstioMutual)
        {
            common.TlsParams = Parameters(tls, mesh.TlsDefaults);
        }

        return MeshServerTls.Wrap(new DownstreamTlsContext { CommonTlsContext = common, RequireClientCertificate = required });
    }

    private static IEnumerable<SdsSecretConfig> Certificates(ServerTlsSettings tls)
    {
        if (tls.Mode == ServerTlsMode.IstioMutual)
        {
            return [SdsConfigs.Of(SdsConfigs.WorkloadCertificate)];
        }

        if (CredentialUse.NamesOf(tls) is { Count: > 0 } names)
        {
            return names.Take(MaxCertificates).Select(CredentialSecret);
        }

        if (tls.TlsCertificates.Count > 0)
        {
            return tls.TlsCertificates.Take(MaxCertificates).Select(static pair => FileSecret(pair.ServerCertificate, pair.PrivateKey));
        }

        return [FileSecret(tls.ServerCertificate, tls.PrivateKey)];
    }

    private static SdsSecretConfig Authority(ServerTlsSettings tls)
    {
        if (tls.Mode == ServerTlsMode.IstioMutual)
        {
            return SdsConfigs.Of(SdsConfigs.MeshRoot);
        }

        if (CredentialUse.NamesOf(tls) is { Count: > 0 } names)
        {
            return tls.CaCertCredentialName.Length > 0 ? CredentialSecret(tls.CaCertCredentialName)
                : CredentialName.IsWorkload(names[0]) ? SdsConfigs.Of(SdsConfigs.MeshRoot)
                : SdsConfigs.Of(CredentialName.AuthorityOf(names[0]));
        }

        var file = tls.CaCertificates.Length > 0 ? tls.CaCertificates : tls.TlsCertificates.Count > 0 ? tls.TlsCertificates[0].CaCertificates : "";
        return file.Length > 0 ? SdsConfigs.Of($"file-root:{file}") : SdsConfigs.Of(SdsConfigs.MeshRoot);
    }

    private static SdsSecretConfig CredentialSecret(string name) => CredentialName.IsWorkload(name)
        ? SdsConfigs.Of(SdsConfigs.WorkloadCertificate)
        : SdsConfigs.Of(CredentialName.Of(name));

    // A certificate of the proxy's own file system; without one, the workload's.
    private static SdsSecretConfig FileSecret(string certificate, string key) => certificate.Length > 0 && key.Length > 0
        ? SdsConfigs.Of($"file-cert:{certificate}~{key}")
        : SdsConfigs.Of(SdsConfigs.WorkloadCertificate);

    private static CertificateValidationContext Validation(ServerTlsSettings tls)
    {
        var result = new CertificateValidationContext
        {
            VerifyCertificateSpki = { tls.VerifyCertificateSpki }, VerifyCertificateHash = { tls.VerifyCertificateHash },
        };
        foreach (var name in tls.SubjectAltNames)
        {
#pragma warning disable CS0612 // Deprecated in the API, accepted by every Envoy in use, and what tools of the mesh's users look for.
            result.MatchSubjectAltNames.Add(new StringMatcher { Exact = name });
#pragma warning restore CS0612
        }

        if (tls.CaCrl.Length > 0)
        {
            result.Crl = new DataSource { Filename = tls.CaCrl };
        }

        if (tls.InsecureSkipVerify == true)
        {
            result.TrustChainVerification = Trust.AcceptUntrusted;
        }

        return result;
    }

    // The mesh's defaults, then what the server says.
    private static TlsParameters? Parameters(ServerTlsSettings tls, MeshTlsConfig? defaults)
    {
        var ciphers = tls.CipherSuites.Count > 0 ? tls.CipherSuites : defaults?.CipherSuites ?? [];
        var result = new TlsParameters
        {
            EcdhCurves = { defaults?.EcdhCurves ?? [] },
            CipherSuites = { CipherSuites.Known(ciphers) },
            TlsMinimumProtocolVersion = tls.MinProtocolVersion != TlsProtocol.TlsAuto ? Of(tls.MinProtocolVersion)
                : defaults?.MinProtocolVersion switch { MeshTlsProtocol.Tls12 => Version.Tlsv12, MeshTlsProtocol.Tls13 => Version.Tlsv13, _ => Version.TlsAuto },
            TlsMaximumProtocolVersion = Of(tls.MaxProtocolVersion),
        };
        return result.CalculateSize() == 0 ? null : result;
    }

    private static Version Of(TlsProtocol version) => version switch
    {
        TlsProtocol.Tls10 => Version.Tlsv10,
        TlsProtocol.Tls11 => Version.Tlsv11,
        TlsProtocol.Tls12 => Version.Tlsv12,
        TlsProtocol.Tls13 => Version.Tlsv13,
        _ => Version.TlsAuto,
    };
}
