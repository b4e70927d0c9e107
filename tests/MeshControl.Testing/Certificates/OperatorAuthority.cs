using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshControl.Testing.Certificates;

/// <summary>The certificate authority of an operator: a root that stays at home, intermediates that are plugged into meshes.</summary>
public sealed class OperatorAuthority
{
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly DateTimeOffset _start;

    public OperatorAuthority(string name, DateTimeOffset start)
    {
        _start = start;
        var request = new CertificateRequest($"CN={name}", _rootKey, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Root = request.CreateSelfSigned(start.AddDays(-1), start.AddYears(10));
    }

    public X509Certificate2 Root { get; }

    /// <summary>Writes the files of Istio's `cacerts` with a new intermediate.</summary>
    public X509Certificate2 Plug(
        string folder, AsymmetricAlgorithm? key = null, bool isAuthority = true, TimeSpan? lifetime = null, HashAlgorithmName? hash = null, params IEnumerable<X509Certificate2> moreRoots)
    {
        key ??= ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = key is RSA rsa
            ? new CertificateRequest("CN=mesh intermediate", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=mesh intermediate", (ECDsa)key, hash ?? HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, true, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var generator = X509SignatureGenerator.CreateForECDsa(_rootKey);
        var certificate = request.Create(
            Root.SubjectName, generator, _start.AddDays(-1), _start + (lifetime ?? TimeSpan.FromDays(365)), RandomNumberGenerator.GetBytes(8));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "ca-cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "ca-key.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(folder, "cert-chain.pem"), certificate.ExportCertificatePem() + "\n" + Root.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "root-cert.pem"), string.Join('\n', moreRoots.Prepend(Root).Select(root => root.ExportCertificatePem())));
        return certificate;
    }
}
