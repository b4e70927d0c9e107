using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshControl.EndToEnd.Tests.Apps;

/// <summary>The certificate of apps that speak TLS themselves: nobody's, so that clients here do not verify it.</summary>
internal static class AppCertificate
{
    public const string Subject = "CN=an app of its own";

    public static X509Certificate2 Instance { get; } = Create();

    private static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest(Subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
