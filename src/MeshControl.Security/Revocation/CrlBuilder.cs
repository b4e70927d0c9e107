using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Security.Authority;

namespace MeshControl.Security.Revocation;

/// <summary>Revocation lists as proxies read them.</summary>
internal static class CrlBuilder
{
    /// <summary>One list for each issuer, as PEM; a proxy that has any list refuses certificates of issuers without one.</summary>
    /// <param name="signers">Every issuer whose certificates are trusted.</param>
    /// <param name="serials">What all of them revoke: serials are too long to be the same by chance.</param>
    /// <param name="now">Its time of issue, and its number.</param>
    public static byte[] Build(IEnumerable<Signer> signers, ImmutableSortedSet<string> serials, DateTimeOffset now)
    {
        using var text = new MemoryStream();
        foreach (var signer in signers)
        {
            var builder = new CertificateRevocationListBuilder();
            foreach (var serial in serials)
            {
                builder.AddEntry(Bytes(serial), now);
            }

            var list = signer.SignRevocations(builder, new BigInteger(now.ToUnixTimeMilliseconds()), now);
            text.Write(PemEncoding.WriteUtf8("X509 CRL"u8, list));
            text.WriteByte((byte)'\n');
        }

        return text.ToArray();
    }

    /// <summary>Positive whatever its first bit says.</summary>
    private static byte[] Bytes(string serial)
    {
        var bytes = Convert.FromHexString(serial.Length % 2 == 0 ? serial : "0" + serial);
        return bytes[0] >= 0x80 ? [0, .. bytes] : bytes;
    }
}
