using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Security.Authentication;
using MeshControl.Security.Identity;

namespace MeshControl.Security.Signing;

/// <summary>A PKCS#10 request from outside: nothing but its public key is ever taken over, and only from a request that is sound and honest.</summary>
internal static class SigningRequestContent
{
    private const int MaxLength = 16 * 1024;
    private const int LeastRsaBits = 2048;
    private const int MostRsaBits = 8192;
    private const string RsaKey = "1.2.840.113549.1.1.1";
    private const string EcKey = "1.2.840.10045.2.1";
    private static readonly string[] Curves = ["1.2.840.10045.3.1.7", "1.3.132.0.34"];

    /// <summary>The key to certify, or what is wrong with the request.</summary>
    public static (PublicKey? Key, string Problem) Read(string pem, SpiffeId identity)
    {
        if (pem.Length > MaxLength)
        {
            return (null, $"the request has {pem.Length} characters, {MaxLength} are the most");
        }

        if (!PemEncoding.TryFind(pem, out var block) || pem[block.Label] is not ("CERTIFICATE REQUEST" or "NEW CERTIFICATE REQUEST"))
        {
            return (null, "the request is not a PEM block CERTIFICATE REQUEST");
        }

        try
        {
            var request = CertificateRequest.LoadSigningRequestPem(
                pem[block.Location], HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions, RSASignaturePadding.Pkcs1);
            return (KeyProblem(request.PublicKey) ?? NamesProblem(request, identity)) is { } problem ? (null, problem) : (request.PublicKey, "");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or NotSupportedException)
        {
            return (null, "the request cannot be decoded, or its signature is not that of its key");
        }
    }

    /// <summary>The bytes of a request that <see cref="Read"/> accepted.</summary>
    public static ReadOnlyMemory<byte> Der(string pem) => Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]);

    private static string? KeyProblem(PublicKey key)
    {
        switch (key.Oid.Value)
        {
            case EcKey:
                using (var ecdsa = key.GetECDsaPublicKey())
                {
                    return ecdsa?.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value is { } curve && Curves.Contains(curve)
                        ? null
                        : "an elliptic curve other than P-256 and P-384";
                }

            case RsaKey:
                using (var rsa = key.GetRSAPublicKey())
                {
                    return rsa is null || rsa.KeySize is < LeastRsaBits or > MostRsaBits
                        ? $"an RSA key of {rsa?.KeySize} bits; {LeastRsaBits} to {MostRsaBits} are accepted"
                        : HasSoundExponent(rsa) ? null : "an RSA key with an unsound exponent; 65537 is usual";
                }

            default:
                return "a key that is neither RSA nor ECDSA";
        }
    }

    private static bool HasSoundExponent(RSA rsa)
    {
        var exponent = new System.Numerics.BigInteger(rsa.ExportParameters(includePrivateParameters: false).Exponent, isUnsigned: true, isBigEndian: true);
        return !exponent.IsEven && exponent >= 65537;
    }

    /// <summary>The names of the certificate come from the caller's credentials; a request for others is a mistake or an attempt.</summary>
    private static string? NamesProblem(CertificateRequest request, SpiffeId identity)
    {
        var names = UriNames.Of(request.CertificateExtensions);
        return names switch
        {
            { Uris: [], Others: 0 } => null,
            { Others: > 0 } => "the request asks for names that are not URIs",
            { Uris: [var uri] } when uri == identity.ToString() => null,
            { Uris: [_] } => "the request asks for another identity than that of its sender",
            _ => "the request asks for more than one URI name",
        };
    }
}
