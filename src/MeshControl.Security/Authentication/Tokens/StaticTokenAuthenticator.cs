using MeshControl.Security.Authority;
using MeshControl.Security.Identity;
using Microsoft.Extensions.Logging;

namespace MeshControl.Security.Authentication.Tokens;

/// <summary>Bearer tokens that a file lists with their identities; the file may change while the server runs.</summary>
public sealed class StaticTokenAuthenticator : IAuthenticator
{
    private readonly Func<TrustDomain> _trustDomain;
    private readonly WatchedFile<StaticTokens> _tokens;

    /// <exception cref="AuthorityException">The file cannot be read.</exception>
    public StaticTokenAuthenticator(string file, Func<TrustDomain> trustDomain, TimeProvider clock, ILogger<StaticTokenAuthenticator> log)
    {
        _trustDomain = trustDomain;
        _tokens = new WatchedFile<StaticTokens>(file, text => StaticTokens.Parse(text, file), clock, error => Log.FileFailed(log, error));
    }

    public ValueTask<AuthenticationResult?> AuthenticateAsync(CallCredentials credentials, CancellationToken cancellationToken) =>
        ValueTask.FromResult(credentials.BearerToken is { } token ? Identify(token) : null);

    private AuthenticationResult Identify(string token) => _tokens.Value.Find(token) is { Namespace: var ns, ServiceAccount: var account }
        ? new AuthenticationResult(new CallerIdentity(SpiffeId.ForWorkload(_trustDomain(), ns, account)))
        : AuthenticationResult.Refuse("a token that the token file does not list");
}
