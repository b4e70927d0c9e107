using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Envoy.Type.Matcher.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Mesh;
using Protocol = Envoy.Extensions.TransportSockets.Tls.V3.TlsParameters.Types.TlsProtocol;

namespace MeshControl.Generation.Filters.Tls;

/// <summary>The server side of mesh mutual TLS: what inbound chains present and whom they accept (security specification 3.5).</summary>
public static class MeshServerTls
{
    private const string SocketName = "envoy.transport_sockets.tls";

    private static readonly string[] DefaultCiphers =
    [
        "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256",
        "AES256-GCM-SHA384", "AES128-GCM-SHA256",
    ];

    // A server that offered istio protocols would negotiate one and then speak no HTTP.
    private static readonly string[] Alpn = ["h2", "http/1.1"];

    public static TransportSocket Socket(MeshConfig mesh, ProxyMetadata metadata) => Wrap(Context(mesh, metadata));

    /// <summary>A TLS socket of any server context.</summary>
    public static TransportSocket Wrap(DownstreamTlsContext context) => new() { Name = SocketName, TypedConfig = Any.Pack(context) };

    internal static DownstreamTlsContext Context(MeshConfig mesh, ProxyMetadata metadata)
    {
        var hasFiles = metadata.TlsServerCertChain.Length > 0 && metadata.TlsServerKey.Length > 0;
        var common = new CommonTlsContext
        {
            AlpnProtocols = { Alpn },
            TlsParams = new TlsParameters
            {
                TlsMinimumProtocolVersion = mesh.MeshMTLS?.MinProtocolVersion == MeshTlsProtocol.Tls13 ? Protocol.Tlsv13 : Protocol.Tlsv12,
                TlsMaximumProtocolVersion = Protocol.Tlsv13,
                CipherSuites = { mesh.MeshMTLS is { CipherSuites: { Count: > 0 } own } ? own : DefaultCiphers },
            },
            CombinedValidationContext = new CommonTlsContext.Types.CombinedCertificateValidationContext
            {
                DefaultValidationContext = new CertificateValidationContext(),
                ValidationContextSdsSecretConfig = SdsConfigs.Of(
                    metadata.TlsServerRootCert.Length > 0 ? $"file-root:{metadata.TlsServerRootCert}" : SdsConfigs.MeshRoot),
            },
            TlsCertificateSdsSecretConfigs =
            {
                SdsConfigs.Of(hasFiles ? $"file-cert:{metadata.TlsServerCertChain}~{metadata.TlsServerKey}" : SdsConfigs.WorkloadCertificate),
            },
        };
        foreach (var domain in TrustDomains(mesh))
        {
            // The typed form is newer, but tools and tests of the mesh's users look for this one.
#pragma warning disable CS0612 // Deprecated in the API, accepted by every Envoy in use.
            common.CombinedValidationContext.DefaultValidationContext.MatchSubjectAltNames.Add(new StringMatcher { Prefix = $"spiffe://{domain}/" });
#pragma warning restore CS0612
        }

        return new DownstreamTlsContext { CommonTlsContext = common, RequireClientCertificate = true };
    }

    private static IEnumerable<string> TrustDomains(MeshConfig mesh) =>
        new[] { mesh.TrustDomain }.Concat(mesh.TrustDomainAliases).Concat(mesh.CaCertificates.SelectMany(ca => ca.TrustDomains)).Distinct(StringComparer.Ordinal);
}
