using MeshControl.Security.Authentication;
using MeshControl.Security.Authentication.Jwt;
using MeshControl.Security.Authentication.Reviews;
using MeshControl.Security.Authentication.Tokens;
using MeshControl.Security.Authority;
using MeshControl.Security.Diagnostics;
using MeshControl.Security.Identity;
using MeshControl.Security.Revocation;
using MeshControl.Security.Serving;
using MeshControl.Security.Signing;
using MeshControl.Xds.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Authentication;

/// <summary>Adds the authentication of proxies, the TLS of the ports that ask for it, and the service that signs certificates.</summary>
public static class AuthenticationServices
{
    /// <summary>Registers them; the host has the certificate authority among its services, and <see cref="IPodAccounts"/> where it knows pods.</summary>
    public static IServiceCollection AddMeshAuthentication(this IServiceCollection services, Func<IServiceProvider, AuthenticationOptions> options)
    {
        services.AddSingleton(options);
        services.AddSingleton(static provider => new MeshTls(
            provider.GetRequiredService<ICertificateIssuer>(), Options(provider).Tls, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<MeshTls>>()));
        services.AddSingleton(static provider => new CallerAuthentication(
            Authenticators(provider), provider.GetRequiredService<IRevocations>(), provider.GetRequiredService<SecurityMetrics>(), provider.GetRequiredService<ILogger<CallerAuthentication>>()));
        services.AddSingleton<CertificateService>();
        services.AddSingleton<IStreamAuthenticator>(static provider => new StreamAuthenticator(
            provider.GetRequiredService<CallerAuthentication>(), provider.GetService<IPodAccounts>(), provider.GetRequiredService<SecurityMetrics>(),
            provider.GetRequiredService<ILogger<StreamAuthenticator>>()));
        return services;
    }

    private static IEnumerable<IAuthenticator> Authenticators(IServiceProvider provider)
    {
        var options = Options(provider);
        var clock = provider.GetRequiredService<TimeProvider>();
        TrustDomain OfMesh() => TrustDomain.Parse(options.TrustDomain());
        yield return new ClientCertificateAuthenticator(OfMesh, clock);
        if (options.TokenFile is { } tokens)
        {
            yield return new StaticTokenAuthenticator(tokens, OfMesh, clock, provider.GetRequiredService<ILogger<StaticTokenAuthenticator>>());
        }

        if (options.KeyFile is { } keys)
        {
            yield return new ServiceAccountTokenAuthenticator(
                new KeyFile(keys, clock, provider.GetRequiredService<ILogger<KeyFile>>()), options.Tokens, OfMesh, clock);
        }

        if (provider.GetService<ITokenReviewer>() is { } reviewer)
        {
            yield return new TokenReviewAuthenticator(reviewer, options.Tokens, OfMesh, clock);
        }
    }

    private static AuthenticationOptions Options(IServiceProvider provider) => provider.GetRequiredService<AuthenticationOptions>();
}
