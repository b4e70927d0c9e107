using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshControl.Generation.Tests.Differential;

/// <summary>Certificates of one root for workloads of the world.</summary>
internal sealed class TestIdentities : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddHours(-1);
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;
    private readonly Dictionary<string, X509Certificate2> _clients = new(StringComparer.Ordinal);

    public TestIdentities()
    {
        var request = new CertificateRequest("CN=root", _rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(Start, Start.AddDays(1));
        RootPem = _root.ExportCertificatePem();
        (ServerPem, ServerKeyPem) = Issue("spiffe://cluster.local/ns/shop/sa/web");
        foreach (var identity in Clients)
        {
            var (certificate, key) = Issue(identity);
            using var loaded = X509Certificate2.CreateFromPem(certificate, key);
            _clients[identity] = X509CertificateLoader.LoadPkcs12(loaded.Export(X509ContentType.Pfx), null);
        }
    }

    /// <summary>Who may show a certificate.</summary>
    public static readonly string[] Clients =
        ["spiffe://cluster.local/ns/shop/sa/client", "spiffe://cluster.local/ns/pay/sa/pay", "spiffe://other.mesh/ns/shop/sa/client"];

    public string RootName => _root.Subject;

    public string RootPem { get; }

    public string ServerPem { get; }

    public string ServerKeyPem { get; }

    public X509Certificate2 Of(string identity) => _clients[identity];

    public void Dispose()
    {
        foreach (var certificate in _clients.Values)
        {
            certificate.Dispose();
        }

        _root.Dispose();
        _rootKey.Dispose();
    }

    private (string Certificate, string Key) Issue(string identity)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("O=workload", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(identity));
        request.CertificateExtensions.Add(names.Build(critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        var serial = new byte[8];
        RandomNumberGenerator.Fill(serial);
        using var certificate = request.Create(_root.SubjectName, X509SignatureGenerator.CreateForECDsa(_rootKey), Start, Start.AddDays(1), serial);
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
