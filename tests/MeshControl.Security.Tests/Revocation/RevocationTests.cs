using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Grpc;
using MeshControl.Security.Authentication;
using MeshControl.Security.Authority;
using MeshControl.Security.Diagnostics;
using MeshControl.Security.Identity;
using MeshControl.Security.Tests.Host;

namespace MeshControl.Security.Tests.Revocation;

/// <summary>What is revoked gets nothing new, and what it has is refused by its peers.</summary>
public sealed class RevocationTests : IDisposable
{
    private static readonly SpiffeId Other = SpiffeId.ForWorkload(TrustDomain.Default, "bookinfo", "ratings");
    private readonly TestAuthority _test = new();

    [Fact]
    public void A_revoked_identity_gets_no_certificate_and_others_do()
    {
        Revoke($"identity {TestAuthority.Bookinfo} # left the company");
        Assert.Equal(IssuanceFailure.Revoked, Assert.Throws<IssuanceException>(() => _test.Issue()).Failure);
        using var other = _test.Issue(Other);
        Assert.True(_test.IsTrusted(other));
    }

    [Fact]
    public void Its_certificates_are_listed_for_the_proxies_until_they_expire()
    {
        using var first = _test.Issue();
        using var second = _test.Issue();
        using var other = _test.Issue(Other);
        Assert.True(_test.Authority.Roots.Revocations.IsEmpty);
        var changes = 0;
        _test.Authority.RootsChanged += () => changes++;

        Revoke($"identity {TestAuthority.Bookinfo}");

        Assert.Equal(1, changes);
        Assert.Equal([first.SerialNumber, second.SerialNumber], Listed(first, second, other));
        _test.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, changes);
    }

    [Fact]
    public void A_single_certificate_is_revoked_by_its_serial_however_it_is_written()
    {
        using var a = _test.Issue();
        using var b = _test.Issue();
        using var c = _test.Issue();
        Revoke($"serial {a.SerialNumber}\nserial 00:{string.Join(':', b.SerialNumber.ToLowerInvariant().Chunk(2).Select(pair => new string(pair)))}");
        Assert.Equal([a.SerialNumber, b.SerialNumber], Listed(a, b, c));
        using var next = _test.Issue();
        Assert.Empty(Listed(next));
    }

    [Fact]
    public void What_was_issued_before_a_restart_is_revoked_too()
    {
        using var leaf = _test.Issue();
        _test.Restart();
        Revoke($"identity {TestAuthority.Bookinfo}");
        Assert.Equal([leaf.SerialNumber], Listed(leaf));
        _test.Restart();
        Assert.Equal([leaf.SerialNumber], Listed(leaf));
    }

    [Fact]
    public void An_emptied_list_takes_everything_back()
    {
        using var leaf = _test.Issue();
        Revoke($"identity {TestAuthority.Bookinfo}");
        Revoke("");
        Assert.True(_test.Authority.Roots.Revocations.IsEmpty);
        using var next = _test.Issue();
        Assert.True(_test.IsTrusted(next));
    }

    [Fact]
    public void A_list_that_cannot_be_understood_leaves_the_last_one_in_force()
    {
        Revoke($"identity {TestAuthority.Bookinfo}");
        Revoke("identity everybody");
        Assert.Throws<IssuanceException>(() => _test.Issue());
        Assert.Contains("revoked:1:", _test.Log.Text);
        Assert.Throws<AuthorityException>(_test.Restart);
    }

    [Fact]
    public void Every_root_has_a_list()
    {
        using var leaf = _test.Issue();
        _test.Clock.Advance(TimeSpan.FromHours(1));
        _test.Authority.RotateRoot();
        Revoke($"serial {leaf.SerialNumber}");
        Assert.Equal(2, System.Text.Encoding.ASCII.GetString(_test.Authority.Roots.Revocations.Span).Split("-----BEGIN X509 CRL-----").Length - 1);
    }

    [Fact]
    public async Task A_caller_that_is_revoked_is_nobody()
    {
        using var metrics = new SecurityMetrics(_test.Clock);
        using var leaf = _test.Issue();
        var authentication = new CallerAuthentication(
            [new ClientCertificateAuthenticator(static () => TrustDomain.Default, _test.Clock)], _test.Authority, metrics, new RecordingLogger<CallerAuthentication>());
        Assert.NotNull(await authentication.AuthenticateAsync(new CallCredentials(leaf, null), "peer", CancellationToken.None));
        foreach (var line in new[] { $"serial {leaf.SerialNumber}", $"identity {TestAuthority.Bookinfo}" })
        {
            Revoke(line);
            var error = await Assert.ThrowsAsync<GrpcStatusException>(async () =>
                await authentication.AuthenticateAsync(new CallCredentials(leaf, null), "peer", CancellationToken.None));
            Assert.Equal(GrpcStatusCode.Unauthenticated, error.Code);
        }
    }

    [Fact]
    public void The_record_keeps_what_is_valid_and_forgets_the_rest()
    {
        using var old = _test.Issue();
        _test.Clock.Advance(TimeSpan.FromHours(25));
        using var leaf = _test.Issue();
        _test.Restart();
        var line = Assert.Single(File.ReadAllLines(Path.Combine(_test.Options.Folder, "issued.log")));
        Assert.Equal($"2026-01-02T01:00:00Z {leaf.SerialNumber.ToLowerInvariant()} 2026-01-03T01:00:00Z {TestAuthority.Bookinfo}", line);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_test.Options.Folder, "issued.log")));
    }

    [OpenSslFact]
    public void Openssl_refuses_the_revoked_and_takes_the_others()
    {
        using var folder = new TempFolder();
        using var bad = _test.Issue();
        using var good = _test.Issue(Other);
        Revoke($"identity {TestAuthority.Bookinfo}");
        File.WriteAllBytes(folder.New("roots.pem"), _test.Authority.Roots.Pem.ToArray());
        File.WriteAllBytes(folder.New("crl.pem"), _test.Authority.Roots.Revocations.ToArray());
        File.WriteAllText(folder.New("bad.pem"), bad.ExportCertificatePem());
        File.WriteAllText(folder.New("good.pem"), good.ExportCertificatePem());
        var time = _test.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        (int Code, string Output) Verify(string file) =>
            OpenSsl.Run("verify", "-crl_check_all", "-attime", time, "-CAfile", folder.New("roots.pem"), "-CRLfile", folder.New("crl.pem"), folder.New(file));

        Assert.Equal(0, Verify("good.pem").Code);
        Assert.Contains("certificate revoked", Verify("bad.pem").Output);
    }

    public void Dispose() => _test.Dispose();

    private void Revoke(string lines)
    {
        File.WriteAllText(Path.Combine(_test.Options.Folder, "revoked"), lines);
        _test.Clock.Advance(TimeSpan.FromSeconds(10));
    }

    private List<string> Listed(params X509Certificate2[] certificates)
    {
        if (_test.Authority.Roots.Revocations.IsEmpty)
        {
            return [];
        }

        var list = CertificateRevocationListBuilder.LoadPem(System.Text.Encoding.ASCII.GetString(_test.Authority.Roots.Revocations.Span), out _);
        return [.. certificates.Where(certificate => list.RemoveEntry(certificate.SerialNumberBytes.Span)).Select(certificate => certificate.SerialNumber)];
    }
}
