using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Traffic;

/// <summary>Clients that speak TLS verify whom they speak to.</summary>
internal sealed class TlsVerificationAnalyzer : IAnalyzer
{
    private const string Fix = "set caCertificates (with subjectAltNames), or credentialName with a workloadSelector";

    public string Name => "destinationrule.CaCertificateAnalyzer";

    public string Description => "Checks if caCertificates is set when TLS mode is SIMPLE/MUTUAL";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.DestinationRule];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        foreach (var rule in snapshot.Of<DestinationRule>(KindCatalog.DestinationRule))
        {
            if (Unverified(rule, rule.Spec.TrafficPolicy?.Tls) is { } mode)
            {
                report.Tell(AnalysisCodes.NoServerVerification, rule, "spec.trafficPolicy.tls", Text(rule, mode), Fix);
            }

            var ports = rule.Spec.TrafficPolicy?.PortLevelSettings ?? [];
            for (var i = 0; i < ports.Count; i++)
            {
                if (Unverified(rule, ports[i].Tls) is { } portMode)
                {
                    report.Tell(
                        AnalysisCodes.NoServerVerificationAtPort, rule, $"spec.trafficPolicy.portLevelSettings[{i}].tls",
                        $"{Text(rule, portMode)} at port number:{ports[i].Port?.Number ?? 0}", Fix);
                }
            }
        }
    }

    private static string Text(Resource<DestinationRule> rule, string mode) =>
        $"DestinationRule {AnalysisReport.FullName(rule.Key)} in namespace {rule.Namespace} has TLS mode set to {mode} but no caCertificates are set to validate server identity for host: {rule.Spec.Host}";

    private static string? Unverified(Resource<DestinationRule> rule, ClientTlsSettings? tls) =>
        tls is { Mode: ClientTlsMode.Simple or ClientTlsMode.Mutual, CaCertificates: "" } && !(tls.CredentialName.Length > 0 && rule.Spec.WorkloadSelector is not null)
            ? tls.Mode == ClientTlsMode.Simple ? "SIMPLE" : "MUTUAL"
            : null;
}
