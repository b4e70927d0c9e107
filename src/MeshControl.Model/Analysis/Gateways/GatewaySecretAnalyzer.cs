using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Gateways;

/// <summary>Secrets that Gateways name exist beside the gateway's pods, and hold a certificate.</summary>
internal sealed class GatewaySecretAnalyzer : IAnalyzer
{
    public string Name => "gateway.SecretAnalyzer";

    public string Description => "Checks a gateway's referenced secrets for correctness";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.Gateway, KindCatalog.Pod, KindCatalog.Secret];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        foreach (var gateway in snapshot.Of<Gateway>(KindCatalog.Gateway))
        {
            // A selector without pods is the port analyzer's to tell.
            if (snapshot.Of<Pod>(KindCatalog.Pod).FirstOrDefault(pod => Labels.Match(gateway.Spec.Selector, pod)) is not { } pod)
            {
                continue;
            }

            for (var i = 0; i < gateway.Spec.Servers.Count; i++)
            {
                if (gateway.Spec.Servers[i].Tls is { CredentialName: { Length: > 0 } name })
                {
                    Check(snapshot, gateway, pod.Namespace, name, $"spec.servers[{i}].tls.credentialName", report);
                }
            }
        }
    }

    private static void Check(AnalysisSnapshot snapshot, Resource<Gateway> gateway, string ns, string name, string path, AnalysisReport report)
    {
        // kubernetes://namespace/name and the like name their store themselves.
        if (name.Contains("://", StringComparison.Ordinal) || !snapshot.Covers(KindCatalog.Secret, ns))
        {
            return;
        }

        if (snapshot.Find<Secret>(KindCatalog.Secret, ns, name) is not { } secret)
        {
            report.Tell(
                AnalysisCodes.ReferencedResourceNotFound, gateway, path, $"Referenced credentialName not found: \"{name}\"", $"make the Secret {ns}/{name}, of type kubernetes.io/tls");
        }
        else if (!HoldsCertificate(secret.Spec))
        {
            report.Tell(
                AnalysisCodes.InvalidGatewayCredential, gateway, path,
                $"The credential referenced by the Gateway {gateway.Name} in namespace {ns} is invalid, which can cause the traffic not to work as expected.",
                $"give the Secret {ns}/{name} a PEM certificate as tls.crt and its key as tls.key");
        }
    }

    private static bool HoldsCertificate(Secret secret)
    {
        var certificate = Value(secret, "tls.crt") ?? Value(secret, "cert");
        var key = Value(secret, "tls.key") ?? Value(secret, "key");
        if (certificate is null || key is null || !key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            using var parsed = X509Certificate2.CreateFromPem(certificate);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static string? Value(Secret secret, string name) =>
        secret.Data.TryGetValue(name, out var bytes) ? Encoding.UTF8.GetString(bytes) : secret.StringData.GetValueOrDefault(name);
}
