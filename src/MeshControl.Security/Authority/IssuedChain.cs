using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Security.Authentication;

namespace MeshControl.Security.Authority;

/// <summary>What an issuer outside sent back, checked: it must be for whom and for which key was asked, and lead to a root that the mesh trusts.</summary>
public static class IssuedChain
{
    /// <summary>The certificate, ready to be used.</summary>
    /// <param name="pem">Certificates, the issued one first.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="roots">What the mesh trusts.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="IssuanceException">It is not what was asked for.</exception>
    public static IssuedCertificate Check(string pem, SigningRequest request, TrustBundle roots, DateTimeOffset now)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(pem);
            if (all.Count == 0)
            {
                throw Wrong("it sent no certificate");
            }

            var leaf = all[0];
            if (!leaf.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(request.PublicKey.ExportSubjectPublicKeyInfo()))
            {
                throw Wrong("the certificate is for another key");
            }

            if (UriNames.Of(leaf.Extensions) is not { Uris: [var uri], Others: var others } || uri != request.Identity.ToString() || others > request.DnsNames.Length)
            {
                throw Wrong("the certificate is for another name");
            }

            if (leaf.Extensions.OfType<X509BasicConstraintsExtension>().Any(static constraint => constraint.CertificateAuthority))
            {
                throw Wrong("the certificate may sign others");
            }

            var rootsFound = roots.Certificates.Select(static der => X509CertificateLoader.LoadCertificate(der.Span)).ToArray();
            using var chain = new X509Chain
            {
                ChainPolicy =
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true,
                    VerificationTime = now.UtcDateTime,
                },
            };
            chain.ChainPolicy.CustomTrustStore.AddRange(rootsFound);
            chain.ChainPolicy.ExtraStore.AddRange(all);
            if (!chain.Build(leaf))
            {
                throw Wrong("the certificate does not lead to a root that the mesh trusts, or is not valid now");
            }

            return new IssuedCertificate(
                request.Identity, leaf.SerialNumber.ToLowerInvariant(), leaf.NotBefore.ToUniversalTime(), leaf.NotAfter.ToUniversalTime(),
                [.. chain.ChainElements.Select(static element => element.Certificate).Where(certificate => !rootsFound.Any(root => root.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span)))
                    .Select(static certificate => new ReadOnlyMemory<byte>(certificate.RawData))]);
        }
        catch (CryptographicException error)
        {
            throw new IssuanceException(IssuanceFailure.Signing, "the issuer outside sent something that cannot be read", error);
        }
    }

    private static IssuanceException Wrong(string what) => new(IssuanceFailure.Signing, $"the issuer outside: {what}");
}
