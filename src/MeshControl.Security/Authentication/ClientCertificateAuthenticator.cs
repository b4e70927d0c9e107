using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Security.Identity;

namespace MeshControl.Security.Authentication;

/// <summary>
/// Certificates from the TLS handshake. <see cref="Serving.MeshTls"/> has verified there that they lead to a root of the mesh; here is read whose they
/// are: exactly one URI name, a workload of the mesh's own trust domain.
/// </summary>
public sealed class ClientCertificateAuthenticator(Func<TrustDomain> trustDomain, TimeProvider clock) : IAuthenticator
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    public ValueTask<AuthenticationResult?> AuthenticateAsync(CallCredentials credentials, CancellationToken cancellationToken) =>
        ValueTask.FromResult(credentials.Certificate is { } certificate ? Identify(certificate) : null);

    private AuthenticationResult Identify(X509Certificate2 certificate)
    {
        UriNames names;
        try
        {
            names = UriNames.Of(certificate.Extensions);
        }
        catch (CryptographicException e)
        {
            return AuthenticationResult.Refuse($"a client certificate with {e.Message}");
        }

        if (names.Uris is not [var uri])
        {
            return AuthenticationResult.Refuse($"a client certificate with {names.Uris.Length} URI names");
        }

        if (!SpiffeId.TryParse(uri, out var identity, out var error))
        {
            return AuthenticationResult.Refuse($"a client certificate whose name is no SPIFFE ID: {error}");
        }

        if (identity.TrustDomain != trustDomain() || identity.Workload is null)
        {
            return AuthenticationResult.Refuse("a client certificate of another trust domain, or not of a workload");
        }

        if (certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is { } usage
            && !usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == ClientAuthentication))
        {
            return AuthenticationResult.Refuse("a certificate that is not for clients");
        }

        // A connection may be older than the certificate that opened it.
        var expires = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        return expires <= clock.GetUtcNow()
            ? AuthenticationResult.Refuse("an expired client certificate")
            : new AuthenticationResult(new CallerIdentity(identity, Expires: expires));
    }
}
