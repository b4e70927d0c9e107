using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MeshControl.Cli.Tests.ProxyConfig;

public sealed class SecretTableTests
{
    [Fact]
    public async Task Secrets_are_listed_warming_first_with_serial_number_and_dates()
    {
        var leaf = Certificate(authority: false, [0x2a], MeshctlRun.Now.AddDays(-1), MeshctlRun.Now.AddDays(1));
        var root = Certificate(authority: true, [0x01, 0xff], MeshctlRun.Now.AddYears(-2), MeshctlRun.Now.AddYears(-1));

        var run = await MeshctlRun.WithInputAsync(
            $$$$$"""
            {"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.SecretsConfigDump",
             "dynamic_active_secrets":[
               {"name":"default","secret":{"tls_certificate":{"certificate_chain":{"inline_bytes":"{{{{{leaf}}}}}"},"private_key":{"inline_bytes":"W3JlZGFjdGVkXQ=="}}}},
               {"name":"ROOTCA","secret":{"validation_context":{"trusted_ca":{"inline_bytes":"{{{{{root}}}}}"}}}}],
             "dynamic_warming_secrets":[{"name":"late","secret":{}}]}]}
            """, "pc", "secret", "-f", "-");

        Assert.Equal(
            """
            RESOURCE NAME     TYPE           STATUS      VALID CERT     SERIAL NUMBER                        NOT AFTER                NOT BEFORE
            late                             WARMING     false                                                                        
            default           Cert Chain     ACTIVE      true           0000000000000000000000000000002a     2026-01-02T12:00:00Z     2025-12-31T12:00:00Z
            ROOTCA            CA             ACTIVE      false          000000000000000000000000000001ff     2025-01-01T12:00:00Z     2024-01-01T12:00:00Z

            """.ReplaceLineEndings("\n"), run.Out);
    }

    [Fact]
    public async Task Secrets_that_all_tell_their_trust_domain_show_it()
    {
        var leaf = Certificate(authority: false, [0x07], MeshctlRun.Now.AddDays(-1), MeshctlRun.Now.AddDays(1), "spiffe://cluster.local/ns/a/sa/b");

        var run = await MeshctlRun.WithInputAsync(
            $$$$$"""
            {"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.SecretsConfigDump",
             "dynamic_active_secrets":[{"name":"default","secret":{"tls_certificate":{"certificate_chain":{"inline_bytes":"{{{{{leaf}}}}}"}}}}]}]}
            """, "pc", "secret", "-f", "-");

        var lines = run.Out.Split('\n');
        Assert.EndsWith("TRUST DOMAIN", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("     cluster.local", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dump_without_secrets_says_so()
    {
        var run = await MeshctlRun.WithInputAsync("""{"configs":[]}""", "pc", "secret", "-f", "-");

        Assert.Equal("No active or warming secrets found.\n", run.Out);
    }

    private static string Certificate(bool authority, byte[] serial, DateTimeOffset notBefore, DateTimeOffset notAfter, string? uri = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("O=test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, hasPathLengthConstraint: false, 0, critical: true));
        if (uri is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddUri(new Uri(uri));
            request.CertificateExtensions.Add(names.Build());
        }
        using var certificate = request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), notBefore, notAfter, serial);
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
    }
}
