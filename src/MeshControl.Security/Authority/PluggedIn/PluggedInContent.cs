using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MeshControl.Security.Authority.PluggedIn;

/// <summary>What the files hold, read once; the digest tells whether a later reading holds something else.</summary>
internal sealed record PluggedInContent(X509Certificate2 Certificate, AsymmetricAlgorithm Key, ImmutableArray<X509Certificate2> Chain, ImmutableArray<X509Certificate2> Roots, string Digest)
{
    /// <exception cref="AuthorityException">A file cannot be read or does not hold what its name says.</exception>
    public static PluggedInContent Read(PluggedInFiles files)
    {
        var certificates = Certificates(files.Certificate);
        var chain = files.Chain.SelectMany(file => Certificates(file)).ToImmutableArray();
        var roots = Certificates(files.Roots);
        if (certificates.IsEmpty || roots.IsEmpty)
        {
            throw new AuthorityException($"{(certificates.IsEmpty ? files.Certificate : files.Roots)} holds no PEM certificate");
        }

        var key = ReadKey(files.Key);
        IEnumerable<byte> everything = [.. certificates.Concat(chain).Concat(roots).SelectMany(certificate => certificate.RawData), .. PemText.PublicKeyOf(key).EncodedKeyValue.RawData];
        return new PluggedInContent(certificates[0], key, chain, roots, Convert.ToHexStringLower(SHA256.HashData([.. everything])));
    }

    private static ImmutableArray<X509Certificate2> Certificates(string file)
    {
        try
        {
            var collection = new X509Certificate2Collection();
            collection.ImportFromPemFile(file);
            return [.. collection];
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new AuthorityException($"{file} cannot be read as PEM certificates: {e.Message}", e);
        }
    }

    private static AsymmetricAlgorithm ReadKey(string file)
    {
        byte[] content = [];
        var text = Array.Empty<char>();
        try
        {
            content = File.ReadAllBytes(file);
            text = Encoding.UTF8.GetChars(content);
            return PemText.ReadPrivateKey(text);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            // The inner error may quote the text; it is left out.
            throw new AuthorityException($"{file} cannot be read as a PEM private key; EC PRIVATE KEY, RSA PRIVATE KEY and PRIVATE KEY are, without a password");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
            text.AsSpan().Clear();
        }
    }
}
