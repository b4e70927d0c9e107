using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshControl.EndToEnd.Tests.Network;
using MeshControl.Testing.Envoys;

namespace MeshControl.EndToEnd.Tests.Parade;

/// <summary>One Envoy alone in a network namespace, and with an /etc of its own in which the certificate files exist that configurations name.</summary>
internal static class ParadeEnvoy
{
    private static readonly string[] CertificateFiles = ["certs/cert.pem", "certs/ca.pem", "c.pem", "ca.pem", "ssl/certs/ca-certificates.crt"];
    private static readonly string[] KeyFiles = ["certs/key.pem", "k.pem"];

    public static async Task<EnvoyProcess> StartAsync(NetworkNamespace place, string folder, string socket, bool isDelta)
    {
        var etc = Path.Combine(folder, "etc");
        WriteCertificates(etc);
        return await EnvoyProcess.StartAsync(new EnvoyOptions
        {
            Bootstrap = Bootstrap(socket, isDelta),
            AdminSocket = place.CreateSocket,
            CommandPrefix =
            [
                .. place.CommandPrefix, "unshare", "--mount", "sh", "-c", "mount -t tmpfs none /etc && cp -r \"$0\"/. /etc && exec \"$@\"", etc,
            ],
        });
    }

    private static string Bootstrap(string socket, bool isDelta)
    {
        var text = AdsBootstrap.For(0, isDelta);
        var over = $"pipe: {{ path: \"{socket}\" }}";
        return text.Replace("socket_address: { address: 127.0.0.1, port_value: 0 }", over, StringComparison.Ordinal) is var replaced && replaced != text
            ? replaced
            : throw new InvalidOperationException("the bootstrap has no address of a discovery service to replace");
    }

    private static void WriteCertificates(string etc)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=a proxy's own file", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        foreach (var (files, text) in new[] { (CertificateFiles, certificate.ExportCertificatePem()), (KeyFiles, key.ExportPkcs8PrivateKeyPem()) })
        {
            foreach (var file in files.Select(file => Path.Combine(etc, file)))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text);
            }
        }
    }
}
