using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Security.Authority;
using MeshControl.Security.Tests.Host;
using MeshControl.Testing.Certificates;
using MeshControl.Testing.Time;

namespace MeshControl.Security.Tests.Authority;

/// <summary>An operator's own intermediate signs, in the layout of Istio's `cacerts`.</summary>
public sealed class PluggedInTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly OperatorAuthority _operator = new("operator", new FakeClock().GetUtcNow());

    private string Folder => _folder.New("cacerts");

    [Theory]
    [InlineData("ECDSA")]
    [InlineData("RSA")]
    public void A_leaf_leads_over_the_intermediate_to_the_operators_root(string algorithm)
    {
        using var intermediate = _operator.Plug(Folder, algorithm == "RSA" ? RSA.Create(2048) : null);
        using var test = Start();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var issued = test.Request(new PublicKey(key));

        Assert.Equal(2, issued.Chain.Length);
        Assert.Equal(intermediate.RawData, issued.Chain[1].ToArray());
        using var leaf = X509CertificateLoader.LoadCertificate(issued.Chain[0].Span);
        Assert.True(TestAuthority.Verify(leaf, new TrustBundle([_operator.Root]), test.Clock.GetUtcNow(), intermediate));
        Assert.Equal(new TrustBundle([_operator.Root]), test.Authority.Roots);
        Assert.Empty(test.Files);
    }

    [Fact]
    public void The_layout_of_a_tls_secret_works_too()
    {
        using var intermediate = _operator.Plug(Folder);
        File.Move(Path.Combine(Folder, "ca-cert.pem"), Path.Combine(Folder, "tls.crt"));
        File.Move(Path.Combine(Folder, "ca-key.pem"), Path.Combine(Folder, "tls.key"));
        File.Move(Path.Combine(Folder, "root-cert.pem"), Path.Combine(Folder, "ca.crt"));
        File.Delete(Path.Combine(Folder, "cert-chain.pem"));
        using var test = Start();
        using var leaf = test.Issue();
        Assert.True(TestAuthority.Verify(leaf, new TrustBundle([_operator.Root]), test.Clock.GetUtcNow(), intermediate));
    }

    [Fact]
    public void An_empty_folder_means_a_root_of_our_own()
    {
        Directory.CreateDirectory(Folder);
        using var test = Start();
        Assert.Single(test.Files);
    }

    [Theory]
    [InlineData("ca-cert.pem")]
    [InlineData("ca-key.pem")]
    [InlineData("cert-chain.pem")]
    [InlineData("root-cert.pem")]
    public void A_missing_file_stops_the_start_by_name(string file)
    {
        _operator.Plug(Folder);
        File.Delete(Path.Combine(Folder, file));
        Assert.Contains(file, Assert.Throws<AuthorityException>(Start).Message);
    }

    [Fact]
    public void A_certificate_that_cannot_sign_is_refused()
    {
        _operator.Plug(Folder, isAuthority: false);
        Assert.Contains("CA:TRUE", Assert.Throws<AuthorityException>(Start).Message);
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused()
    {
        _operator.Plug(Folder);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(Path.Combine(Folder, "ca-key.pem"), other.ExportPkcs8PrivateKeyPem());
        Assert.Contains("private key is not that of", Assert.Throws<AuthorityException>(Start).Message);
    }

    [Fact]
    public void An_unreadable_key_is_refused_without_a_word_of_it()
    {
        _operator.Plug(Folder);
        File.WriteAllText(Path.Combine(Folder, "ca-key.pem"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
        var error = Assert.Throws<AuthorityException>(Start);
        Assert.Contains("ca-key.pem", error.Message);
        Assert.DoesNotContain("c2VjcmV0", error.ToString());
    }

    [Fact]
    public void A_root_that_did_not_sign_it_is_refused()
    {
        _operator.Plug(Folder);
        var stranger = new OperatorAuthority("stranger", new FakeClock().GetUtcNow());
        File.WriteAllText(Path.Combine(Folder, "root-cert.pem"), stranger.Root.ExportCertificatePem());
        Assert.Contains("does not lead to one of the roots", Assert.Throws<AuthorityException>(Start).Message);
    }

    [Fact]
    public void An_expired_certificate_is_refused()
    {
        _operator.Plug(Folder, lifetime: TimeSpan.FromHours(-1));
        Assert.Contains("does not lead to one of the roots", Assert.Throws<AuthorityException>(Start).Message);
    }

    [Fact]
    public void A_weak_key_is_refused()
    {
        _operator.Plug(Folder, RSA.Create(1024));
        Assert.Contains("1024 bits", Assert.Throws<AuthorityException>(Start).Message);
    }

    [Fact]
    public void A_replaced_intermediate_signs_within_seconds()
    {
        using var first = _operator.Plug(Folder);
        using var test = Start();
        using var second = _operator.Plug(Folder);
        test.Clock.Advance(TimeSpan.FromSeconds(10));
        using var leaf = test.Issue();
        Assert.True(TestAuthority.Verify(leaf, test.Authority.Roots, test.Clock.GetUtcNow(), second));
        Assert.False(TestAuthority.Verify(leaf, test.Authority.Roots, test.Clock.GetUtcNow(), first));
    }

    [Fact]
    public void Another_root_is_taken_only_by_way_of_both()
    {
        _operator.Plug(Folder);
        using var test = Start();
        var next = new OperatorAuthority("next", test.Clock.GetUtcNow());
        next.Plug(Folder);
        test.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(new TrustBundle([_operator.Root]), test.Authority.Roots);
        Assert.Contains("put the old and the new roots", test.Log.Text);

        next.Plug(Folder, moreRoots: _operator.Root);
        test.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(2, test.Authority.Roots.Certificates.Length);
        next.Plug(Folder);
        test.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(new TrustBundle([next.Root]), test.Authority.Roots);
    }

    [Fact]
    public void An_operators_root_is_not_ours_to_rotate()
    {
        _operator.Plug(Folder);
        using var test = Start();
        Assert.Throws<AuthorityException>(test.Authority.RotateRoot);
    }

    public void Dispose() => _folder.Dispose();

    private TestAuthority Start() => new(options => options with { PluggedInFolder = Folder });
}
