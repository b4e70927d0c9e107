using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshControl.Testing.Kubernetes;

/// <summary>A certificate for this machine that signs itself.</summary>
public sealed class FakeCertificate : IDisposable
{
    public FakeCertificate(string name = "CN=fake-apiserver")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("kubernetes.default.svc");
        request.CertificateExtensions.Add(names.Build());
        Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        KeyPem = key.ExportPkcs8PrivateKeyPem();
    }

    public X509Certificate2 Certificate { get; }

    public string Pem => Certificate.ExportCertificatePem();

    public string KeyPem { get; }

    public void Dispose() => Certificate.Dispose();
}
