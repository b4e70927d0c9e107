using MeshControl.Grpc;
using MeshControl.Grpc.Server;
using MeshControl.Model.Proxies;
using MeshControl.Security.Authentication;
using MeshControl.Security.Diagnostics;
using MeshControl.Xds.Sessions;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Authentication;

/// <summary>
/// Lets a proxy be only what its credentials prove. A TLS port asks for credentials; without TLS a stream without them goes on as what it says it is,
/// and <see cref="Secrets.SecretPolicy"/> decides what that is worth.
/// </summary>
internal sealed class StreamAuthenticator(CallerAuthentication authentication, IPodAccounts? pods, SecurityMetrics metrics, ILogger<StreamAuthenticator> log)
    : IStreamAuthenticator
{
    public async ValueTask<string?> AuthenticateAsync(GrpcCall call, ProxyIdentity proxy, CancellationToken cancellationToken)
    {
        var caller = await authentication.AuthenticateAsync(call, cancellationToken);
        if (caller is null)
        {
            return call.IsEncrypted
                ? throw new GrpcStatusException(GrpcStatusCode.Unauthenticated, "this port serves authenticated proxies only: send a token or a client certificate")
                : null;
        }

        if (Contradiction(proxy, caller) is { } contradiction)
        {
            metrics.ClaimRefused();
            Log.ClaimRefused(log, proxy.NodeId, caller.Identity, contradiction);
            throw new GrpcStatusException(GrpcStatusCode.PermissionDenied, contradiction);
        }

        return caller.Identity.ToString();
    }

    /// <summary>Where the node says something else than the credentials, or null.</summary>
    internal string? Contradiction(ProxyIdentity proxy, CallerIdentity caller)
    {
        if (caller.Identity.Workload is not { Namespace: var ns, ServiceAccount: var account })
        {
            return "the credentials are not those of a workload";
        }

        if (proxy.Namespace != ns)
        {
            return "the node names another namespace than the credentials";
        }

        if (proxy.Metadata.ServiceAccount.Length > 0 && proxy.Metadata.ServiceAccount != account)
        {
            return "the node names another service account than the credentials";
        }

        if (caller.PodName is { } pod && pod != proxy.PodName)
        {
            return "the node names another pod than the credentials";
        }

        return pods?.Find(ns, proxy.PodName) is { } actual && actual != account ? "the pod runs under another service account than the credentials" : null;
    }
}
