using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MeshControl.Security.Authority.Profiles;

namespace MeshControl.Security.Authority.Storage;

/// <summary>A self-signed root as it is stored: one PEM text with its key and its certificate.</summary>
internal sealed record StoredRoot(string FileName, Signer Signer) : IDisposable
{
    public X509Certificate2 Certificate => Signer.Certificate;

    public DateTimeOffset CreatedAt => RootProfile.CreatedAt(Certificate);

    public DateTimeOffset NotAfter => Signer.NotAfter;

    public static StoredRoot Create(IRootStorage storage, string organization, DateTimeOffset now, TimeSpan lifetime)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var certificate = RootProfile.Create(key, organization, now, lifetime);
        var name = $"root-{Convert.ToHexStringLower(SHA256.HashData(certificate.RawData).AsSpan(0, 8))}.pem";
        var pem = PemText.PrivateKey(key);
        byte[] content = [.. pem, (byte)'\n', .. PemText.Certificates([certificate.RawData])];
        try
        {
            storage.Write(name, content);
            return new StoredRoot(name, new Signer(certificate, key, []));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pem);
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <exception cref="AuthorityException">The file is not a root with its key.</exception>
    public static StoredRoot Load(IRootStorage storage, string name)
    {
        var content = storage.Read(name);
        var text = new char[Encoding.UTF8.GetMaxCharCount(content.Length)];
        var file = storage.Describe(name);
        try
        {
            var length = Encoding.UTF8.GetChars(content, text);
            var certificate = X509Certificate2.CreateFromPem(text.AsSpan(0, length));
            var key = PemText.ReadPrivateKey(text.AsSpan(0, length));
            Check(certificate, key, file);
            return new StoredRoot(name, new Signer(certificate, key, []));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new AuthorityException($"{file} does not hold a PEM private key and its certificate: restore it from a backup, or move it away to have a new root made", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
            text.AsSpan().Clear();
        }
    }

    public void Dispose() => Signer.Dispose();

    private static void Check(X509Certificate2 certificate, AsymmetricAlgorithm key, string file)
    {
        if (!PemText.PublicKeyOf(key).EncodedKeyValue.RawData.AsSpan().SequenceEqual(certificate.PublicKey.EncodedKeyValue.RawData))
        {
            throw new AuthorityException($"the private key in {file} is not that of the certificate beside it");
        }

        if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is not { CertificateAuthority: true })
        {
            throw new AuthorityException($"the certificate in {file} is not that of a certificate authority");
        }
    }
}
