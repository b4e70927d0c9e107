using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Security.Authority;
using MeshControl.Security.Identity;
using MeshControl.Security.Tests.Host;

namespace MeshControl.Security.Tests.Authority;

/// <summary>Issued certificates are X.509-SVIDs.</summary>
public sealed class LeafProfileTests
{
    [Fact]
    public void A_certificate_has_the_profile_of_an_svid()
    {
        using var test = new TestAuthority();
        using var leaf = test.Issue();

        Assert.Empty(leaf.SubjectName.EnumerateRelativeDistinguishedNames());
        var names = leaf.Extensions.Single(extension => extension.Oid!.Value == "2.5.29.17");
        Assert.True(names.Critical, "names are critical where the subject is empty");
        Assert.Equal("URL=spiffe://cluster.local/ns/bookinfo/sa/reviews", names.Format(multiLine: false).Replace("URI:", "URL=", StringComparison.Ordinal));
        var usage = Assert.IsType<X509KeyUsageExtension>(leaf.Extensions.Single(extension => extension.Oid!.Value == "2.5.29.15"));
        Assert.True(usage.Critical);
        Assert.Equal(X509KeyUsageFlags.DigitalSignature, usage.KeyUsages);
        var purposes = leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>().Select(oid => oid.Value);
        Assert.Equal(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"], purposes);
        Assert.False(leaf.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.Equal("1.2.840.10045.4.3.2", leaf.SignatureAlgorithm.Value);
        Assert.True(test.IsTrusted(leaf));
    }

    [Fact]
    public void A_certificate_is_backdated_by_a_minute_and_lives_a_day()
    {
        using var test = new TestAuthority();
        test.Clock.Advance(TimeSpan.FromHours(1));
        using var leaf = test.Issue();
        Assert.Equal(test.Clock.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(1), leaf.NotBefore.ToUniversalTime());
        Assert.Equal(test.Clock.GetUtcNow().UtcDateTime + TimeSpan.FromHours(24), leaf.NotAfter.ToUniversalTime());
    }

    [Fact]
    public void The_identity_is_written_character_by_character()
    {
        using var test = new TestAuthority();
        using var leaf = test.Issue(SpiffeId.Parse("spiffe://td_1/ns/UPPER.case/sa/-_."));
        Assert.Contains("spiffe://td_1/ns/UPPER.case/sa/-_.", System.Text.Encoding.ASCII.GetString(leaf.RawData));
    }

    [Fact]
    public void An_rsa_key_may_also_transport_keys()
    {
        using var test = new TestAuthority();
        using var key = RSA.Create(2048);
        using var leaf = test.Issue(new PublicKey(key));
        Assert.Equal(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, leaf.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
        Assert.True(test.IsTrusted(leaf));
    }

    [Fact]
    public void Serial_numbers_are_positive_random_and_never_the_same()
    {
        using var test = new TestAuthority();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var serials = Enumerable.Range(0, 500).Select(_ => test.Request(new PublicKey(key)).Serial).ToList();
        Assert.Equal(serials.Count, serials.Distinct(StringComparer.Ordinal).Count());
        Assert.All(serials, serial => Assert.True(serial.Length == 32 && serial[0] is >= '4' and <= '7', serial));
    }

    [Fact]
    public void A_lifetime_above_the_limit_is_refused_and_none_means_the_default()
    {
        using var test = new TestAuthority();
        var failure = Assert.Throws<IssuanceException>(() => test.Issue(lifetime: TimeSpan.FromDays(91)));
        Assert.Equal(IssuanceFailure.Lifetime, failure.Failure);
        using var usual = test.Issue(lifetime: TimeSpan.FromHours(-1));
        Assert.Equal(test.Clock.GetUtcNow().UtcDateTime + TimeSpan.FromHours(24), usual.NotAfter.ToUniversalTime());
    }

    [Fact]
    public void A_certificate_ends_with_its_signer()
    {
        using var test = new TestAuthority(options => options with { RootLifetime = TimeSpan.FromHours(3), RootRenewalShare = 0 });
        using var leaf = test.Issue();
        Assert.Equal(test.Clock.GetUtcNow().UtcDateTime + TimeSpan.FromHours(3), leaf.NotAfter.ToUniversalTime());
    }

    [OpenSslFact]
    public void Openssl_reads_and_verifies_what_is_issued()
    {
        using var test = new TestAuthority();
        using var folder = new TempFolder();
        using var leaf = test.Issue();
        File.WriteAllText(folder.New("leaf.pem"), leaf.ExportCertificatePem());
        File.WriteAllBytes(folder.New("roots.pem"), test.Authority.Roots.Pem.ToArray());

        var time = test.Clock.GetUtcNow().ToUnixTimeSeconds().ToString();
        foreach (var purpose in new[] { "sslserver", "sslclient" })
        {
            var (code, output) = OpenSsl.Run(
                "verify", "-x509_strict", "-purpose", purpose, "-attime", time, "-CAfile", folder.New("roots.pem"), folder.New("leaf.pem"));
            Assert.True(code == 0, output);
        }

        var text = OpenSsl.Run("x509", "-in", folder.New("leaf.pem"), "-noout", "-text").Output;
        Assert.Contains("X509v3 Subject Alternative Name: critical\n                URI:spiffe://cluster.local/ns/bookinfo/sa/reviews\n", text);
        Assert.Contains("X509v3 Key Usage: critical\n                Digital Signature\n", text);
        Assert.Contains("TLS Web Server Authentication, TLS Web Client Authentication", text);
        Assert.Contains("CA:FALSE", text);
    }
}
