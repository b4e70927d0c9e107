using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Gateways;

/// <summary>Gateways of the same workloads do not share a certificate: browsers reuse an HTTP/2 connection for every host of its certificate.</summary>
internal sealed class DuplicateCertificateAnalyzer : IAnalyzer
{
    public string Name => "gateway.CertificateAnalyzer";

    public string Description => "Checks a gateway certificate";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.Gateway];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        var gateways = snapshot.Of<Gateway>(KindCatalog.Gateway).ToList();
        foreach (var gateway in gateways)
        {
            foreach (var other in gateways.Where(other => other != gateway && Labels.Match(gateway.Spec.Selector, other.Spec.Selector)))
            {
                if (Credentials(gateway).Any(credential => Credentials(other).Any(theirs => IsSame(credential, theirs))))
                {
                    report.Tell(
                        AnalysisCodes.GatewayDuplicateCertificate, gateway, "metadata.name",
                        $"Duplicate certificate in multiple gateways [{AnalysisReport.FullName(gateway.Key)} {AnalysisReport.FullName(other.Key)}] may cause 404s if clients re-use HTTP2 connections.",
                        "put the servers into one Gateway, or give each its own certificate");
                }
            }
        }
    }

    private static IEnumerable<ServerTlsSettings> Credentials(Resource<Gateway> gateway) => gateway.Spec.Servers.Select(server => server.Tls).OfType<ServerTlsSettings>();

    private static bool IsSame(ServerTlsSettings one, ServerTlsSettings two) =>
        one.CredentialName.Length > 0 || two.CredentialName.Length > 0
            ? one.CredentialName == two.CredentialName
            : one.ServerCertificate.Length > 0 && one.ServerCertificate == two.ServerCertificate && one.PrivateKey.Length > 0 && one.PrivateKey == two.PrivateKey;
}
