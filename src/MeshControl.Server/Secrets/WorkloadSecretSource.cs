using MeshControl.Security.Authority;
using MeshControl.Security.Diagnostics;
using MeshControl.Security.Workloads;
using MeshControl.Xds.Sessions;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Secrets;

/// <summary>Gives each stream the certificate of its workload and the roots of the mesh, on the stream that carries its configuration.</summary>
internal sealed class WorkloadSecretSource(
    ICertificateIssuer issuer, WorkloadSecretOptions options, SecurityMetrics metrics, TimeProvider clock, ILogger<WorkloadSecretSource> log) : ISecretSource
{
    public ISecretSession Open(SecretRequester requester)
    {
        var decision = SecretPolicy.Decide(requester, options.Plaintext, options.TrustDomain());
        if (decision.Refusal is { } reason)
        {
            return new RefusedSecretSession(() =>
            {
                metrics.SecretRefused(reason);
                Log.Refused(log, requester.Proxy.Id, reason);
            });
        }

        return new WorkloadSecretSession(
            decision.Identity, issuer, identity => new WorkloadCertificateLease(new CertificateSubject(identity), issuer, options.Renewal, clock, log));
    }
}
