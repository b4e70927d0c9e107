using MeshControl.Grpc;
using MeshControl.Grpc.Server;
using MeshControl.Security.Diagnostics;
using MeshControl.Security.Revocation;
using Microsoft.Extensions.Logging;

namespace MeshControl.Security.Authentication;

/// <summary>Finds out who calls: the first authenticator that accepts decides, bad credentials are worse than none.</summary>
public sealed class CallerAuthentication(
    IEnumerable<IAuthenticator> authenticators, IRevocations revocations, SecurityMetrics metrics, ILogger<CallerAuthentication> log)
{
    /// <summary>One text for whatever is wrong, so that nobody can feel their way to valid credentials.</summary>
    private const string Refused = "the credentials of this call are not accepted";

    private readonly IAuthenticator[] _authenticators = [.. authenticators];

    /// <summary>The caller, or null where the call carries no credentials.</summary>
    /// <exception cref="GrpcStatusException">UNAUTHENTICATED: it carries credentials that nobody accepts.</exception>
    public ValueTask<CallerIdentity?> AuthenticateAsync(GrpcCall call, CancellationToken cancellationToken) =>
        AuthenticateAsync(CallCredentials.Of(call), call.Peer, cancellationToken);

    internal async ValueTask<CallerIdentity?> AuthenticateAsync(CallCredentials credentials, string peer, CancellationToken cancellationToken)
    {
        if (credentials.IsEmpty)
        {
            return null;
        }

        var reasons = new List<string>();
        if (credentials.Problem is { } problem)
        {
            reasons.Add(problem);
        }
        else if (credentials.Certificate is { } certificate && revocations.IsRevoked(certificate.SerialNumber))
        {
            reasons.Add("a revoked certificate");
        }
        else
        {
            foreach (var authenticator in _authenticators)
            {
                switch (await authenticator.AuthenticateAsync(credentials, cancellationToken))
                {
                    case { Caller: { } caller } when !revocations.IsRevoked(caller.Identity):
                        return caller;
                    case { Caller: not null }:
                        reasons.Add("a revoked identity");
                        break;
                    case { } refusal:
                        reasons.Add(refusal.Refusal);
                        break;
                }
            }
        }

        metrics.AuthenticationFailed();
        Log.AuthenticationFailed(log, peer, reasons.Count == 0 ? "no authenticator for credentials of this kind" : string.Join("; ", reasons));
        throw new GrpcStatusException(GrpcStatusCode.Unauthenticated, Refused);
    }
}
