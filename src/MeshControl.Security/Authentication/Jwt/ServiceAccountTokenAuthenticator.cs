using System.Security.Cryptography;
using MeshControl.Security.Identity;

namespace MeshControl.Security.Authentication.Jwt;

/// <summary>Kubernetes service account tokens, verified with the cluster's keys.</summary>
public sealed class ServiceAccountTokenAuthenticator(
    IKeySource keys, ServiceAccountTokenOptions options, Func<TrustDomain> trustDomain, TimeProvider clock) : IAuthenticator
{
    public async ValueTask<AuthenticationResult?> AuthenticateAsync(CallCredentials credentials, CancellationToken cancellationToken)
    {
        if (credentials.BearerToken is null)
        {
            return null;
        }

        if (JwtToken.TryRead(credentials.BearerToken) is not { } token)
        {
            return AuthenticationResult.Refuse("a bearer token that is no JSON Web Token");
        }

        if (!await IsSignedAsync(token, cancellationToken))
        {
            return AuthenticationResult.Refuse("a token that none of the known keys signed");
        }

        var (claims, refusal) = ServiceAccountClaims.Read(token.Claims, options, clock.GetUtcNow());
        if (claims is null)
        {
            return AuthenticationResult.Refuse(refusal);
        }

        return SpiffeId.TryParse($"spiffe://{trustDomain()}/ns/{claims.Namespace}/sa/{claims.Account}", out var identity, out var error) && identity.Workload is not null
            ? new AuthenticationResult(new CallerIdentity(identity, claims.PodName, claims.Expires))
            : AuthenticationResult.Refuse($"a token whose names make no SPIFFE ID: {error}");
    }

    private async ValueTask<bool> IsSignedAsync(JwtToken token, CancellationToken cancellationToken) =>
        IsSigned(token, await keys.GetAsync(isMissing: false, cancellationToken)) || IsSigned(token, await keys.GetAsync(isMissing: true, cancellationToken));

    private static bool IsSigned(JwtToken token, KeySet keys)
    {
        try
        {
            return keys.Find(token.KeyId).Any(key => key.Verifies(token.Algorithm, token.Signed, token.Signature));
        }
        catch (CryptographicException)
        {
            // A signature of an impossible form.
            return false;
        }
    }
}
