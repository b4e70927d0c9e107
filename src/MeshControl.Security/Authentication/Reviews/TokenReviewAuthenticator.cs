using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using MeshControl.Security.Authentication.Jwt;
using MeshControl.Security.Identity;

namespace MeshControl.Security.Authentication.Reviews;

/// <summary>
/// Kubernetes service account tokens, verified by the cluster's API server (authentication.k8s.io/v1 TokenReview). A good answer counts for a minute, never
/// longer than the token; tokens that already say themselves that they are not for us are not asked about.
/// </summary>
public sealed class TokenReviewAuthenticator(ITokenReviewer reviewer, ServiceAccountTokenOptions options, Func<TrustDomain> trustDomain, TimeProvider clock) : IAuthenticator
{
    private const int MaxKnown = 20_000;
    private const string ServiceAccounts = "system:serviceaccounts";
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _goodUntil = new(StringComparer.Ordinal);

    public async ValueTask<AuthenticationResult?> AuthenticateAsync(CallCredentials credentials, CancellationToken cancellationToken)
    {
        if (credentials.BearerToken is not { } text)
        {
            return null;
        }

        if (JwtToken.TryRead(text) is not { } token)
        {
            return AuthenticationResult.Refuse("a bearer token that is no JSON Web Token");
        }

        var now = clock.GetUtcNow();
        var (claims, refusal) = ServiceAccountClaims.Read(token.Claims, options, now);
        if (claims is null)
        {
            return AuthenticationResult.Refuse(refusal);
        }

        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        if (!(_goodUntil.TryGetValue(mark, out var until) && now < until))
        {
            var verdict = await reviewer.ReviewAsync(text, options.Audiences, cancellationToken);
            if (Problem(verdict, claims) is { } problem)
            {
                return AuthenticationResult.Refuse(problem);
            }

            Remember(mark, now + Trust < claims.Expires ? now + Trust : claims.Expires, now);
        }

        return SpiffeId.TryParse($"spiffe://{trustDomain()}/ns/{claims.Namespace}/sa/{claims.Account}", out var identity, out var error) && identity.Workload is not null
            ? new AuthenticationResult(new CallerIdentity(identity, claims.PodName, claims.Expires))
            : AuthenticationResult.Refuse($"a token whose names make no SPIFFE ID: {error}");
    }

    // The claims are the token's own words until the API server has said that they are its.
    private static string? Problem(TokenVerdict verdict, ServiceAccountClaims claims) => verdict switch
    {
        { Username: null } => $"a token that the API server refuses: {verdict.Problem}",
        _ when !verdict.Groups.Contains(ServiceAccounts) => "a token that is not of a service account",
        _ when verdict.Username != $"system:serviceaccount:{claims.Namespace}:{claims.Account}" => "a token that contradicts the API server",
        _ => null,
    };

    private void Remember(string mark, DateTimeOffset until, DateTimeOffset now)
    {
        if (_goodUntil.Count >= MaxKnown)
        {
            foreach (var (known, expires) in _goodUntil)
            {
                if (expires <= now)
                {
                    _goodUntil.TryRemove(known, out _);
                }
            }
        }

        if (_goodUntil.Count < MaxKnown)
        {
            _goodUntil[mark] = until;
        }
    }
}
