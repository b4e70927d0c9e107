using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshControl.Security.Authority;

/// <summary>PEM as bytes: text of a private key must not become a string, which nobody can clear.</summary>
internal static class PemText
{
    /// <summary>CERTIFICATE blocks, each ended by a line feed.</summary>
    public static byte[] Certificates(ImmutableArray<ReadOnlyMemory<byte>> certificates)
    {
        using var text = new MemoryStream();
        foreach (var certificate in certificates)
        {
            text.Write(PemEncoding.WriteUtf8("CERTIFICATE"u8, certificate.Span));
            text.WriteByte((byte)'\n');
        }

        return text.ToArray();
    }

    /// <summary>The PKCS#8 PRIVATE KEY block of a key, in an array that the caller clears.</summary>
    public static byte[] PrivateKey(AsymmetricAlgorithm key)
    {
        var der = key.ExportPkcs8PrivateKey();
        try
        {
            return PemEncoding.WriteUtf8("PRIVATE KEY"u8, der);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    /// <summary>A private key without a password: ECDSA or RSA, in any of their PEM forms. Throws CryptographicException or ArgumentException.</summary>
    public static AsymmetricAlgorithm ReadPrivateKey(ReadOnlySpan<char> pem)
    {
        var ecdsa = ECDsa.Create();
        try
        {
            ecdsa.ImportFromPem(pem);
            return ecdsa;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            ecdsa.Dispose();
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return rsa;
        }
    }

    public static PublicKey PublicKeyOf(AsymmetricAlgorithm key) => key is RSA rsa ? new PublicKey(rsa) : new PublicKey((ECDsa)key);
}
