using System.Collections.Concurrent;
using MeshControl.Grpc;
using MeshControl.Grpc.Server;
using MeshControl.Security.Authentication;

namespace MeshControl.Server.RateLimiting;

/// <summary>Lets in whom ADS would: anybody without TLS, authenticated proxies with it. A token that was good a moment ago is not verified again.</summary>
internal sealed class RateLimitCallers(CallerAuthentication authentication, TimeProvider clock)
{
    private const int MaxTokens = 10_000;
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _tokens = new(StringComparer.Ordinal);

    /// <exception cref="GrpcStatusException">UNAUTHENTICATED.</exception>
    public async ValueTask CheckAsync(GrpcCall call)
    {
        var token = call.RequestHeaders.Authorization.ToString();
        if (token.Length == 0 && !call.IsEncrypted)
        {
            return;
        }

        var now = clock.GetUtcNow();
        if (token.Length > 0 && _tokens.TryGetValue(token, out var until) && now < until)
        {
            return;
        }

        if (await authentication.AuthenticateAsync(call, call.Aborted) is null)
        {
            throw new GrpcStatusException(GrpcStatusCode.Unauthenticated, "this port serves authenticated proxies only: send a token or a client certificate");
        }

        if (token.Length > 0)
        {
            Trust(token, now);
        }
    }

    private void Trust(string token, DateTimeOffset now)
    {
        if (_tokens.Count >= MaxTokens)
        {
            _tokens.Clear();
        }

        _tokens[token] = now + Trusted;
    }
}
