using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Security.Authentication;
using MeshControl.Security.Identity;
using MeshControl.Security.Tests.Host;
using MeshControl.Testing.Time;

namespace MeshControl.Security.Tests.Authentication;

/// <summary>Whose a client certificate is, once the handshake has verified where it comes from.</summary>
public sealed class ClientCertificateTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task A_certificate_of_the_mesh_proves_its_identity()
    {
        using var test = new TestAuthority();
        using var leaf = test.Issue();
        var result = await AuthenticateAsync(leaf);
        Assert.Equal(TestAuthority.Bookinfo, result.Caller!.Identity);
        Assert.Equal(leaf.NotAfter.ToUniversalTime(), result.Caller.Expires!.Value.UtcDateTime);
    }

    [Fact]
    public async Task An_expired_one_proves_nothing_though_its_connection_still_stands()
    {
        using var test = new TestAuthority();
        using var leaf = test.Issue();
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.Contains("expired", (await AuthenticateAsync(leaf)).Refusal);
    }

    [Theory]
    [InlineData("spiffe://elsewhere/ns/bookinfo/sa/reviews")]
    [InlineData("spiffe://cluster.local/gateway")]
    [InlineData("spiffe://cluster.local")]
    public async Task Other_trust_domains_and_other_things_than_workloads_are_refused(string identity)
    {
        using var test = new TestAuthority();
        using var leaf = test.Issue(SpiffeId.Parse(identity));
        Assert.Null((await AuthenticateAsync(leaf)).Caller);
    }

    [Theory]
    [InlineData]
    [InlineData("spiffe://cluster.local/ns/a/sa/b", "spiffe://cluster.local/ns/c/sa/d")]
    [InlineData("https://cluster.local/ns/a/sa/b")]
    [InlineData("spiffe://cluster.local/ns/a/sa/b,spiffe://cluster.local/ns/c/sa/d")]
    public async Task Anything_but_exactly_one_spiffe_id_is_refused(params string[] uris)
    {
        using var leaf = SelfSigned(request =>
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("reviews");
            foreach (var uri in uris)
            {
                names.AddUri(new Uri(uri));
            }

            request.CertificateExtensions.Add(names.Build());
        });
        Assert.Null((await AuthenticateAsync(leaf)).Caller);
    }

    [Fact]
    public async Task A_name_extension_that_is_malformed_is_refused()
    {
        using var leaf = SelfSigned(static request => request.CertificateExtensions.Add(new X509Extension("2.5.29.17", [0x30, 0x05, 0x86], critical: false)));
        Assert.Contains("malformed", (await AuthenticateAsync(leaf)).Refusal);
    }

    [Fact]
    public async Task A_certificate_for_servers_alone_is_refused()
    {
        using var leaf = SelfSigned(static request =>
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddUri(new Uri("spiffe://cluster.local/ns/a/sa/b"));
            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        });
        Assert.Contains("not for clients", (await AuthenticateAsync(leaf)).Refusal);
    }

    private static X509Certificate2 SelfSigned(Action<CertificateRequest> extend)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=somebody", key, HashAlgorithmName.SHA256);
        extend(request);
        return request.CreateSelfSigned(new FakeClock().GetUtcNow(), new FakeClock().GetUtcNow().AddDays(1));
    }

    private async Task<AuthenticationResult> AuthenticateAsync(X509Certificate2 certificate) =>
        (await new ClientCertificateAuthenticator(static () => TrustDomain.Default, _clock)
            .AuthenticateAsync(new CallCredentials(certificate, null), CancellationToken.None))!;
}
