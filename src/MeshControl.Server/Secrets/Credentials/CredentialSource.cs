using MeshControl.Security.Diagnostics;
using MeshControl.Xds.Sessions;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Secrets.Credentials;

/// <summary>Adds the certificates in Secrets to those of another source, for gateways that may have them.</summary>
internal sealed class CredentialSource(
    ISecretSource others, ICredentialStore store, SecretReadReviews? reviews, WorkloadSecretOptions options, SecurityMetrics metrics, ILogger<CredentialSource> log)
    : ISecretSource
{
    public ISecretSession Open(SecretRequester requester) => new CredentialSession(
        others.Open(requester), requester, SecretPolicy.Decide(requester, options.Plaintext, options.TrustDomain()), store, reviews, metrics, log);
}
