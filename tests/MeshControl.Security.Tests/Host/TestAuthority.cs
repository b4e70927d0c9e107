using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Security.Authority;
using MeshControl.Security.Diagnostics;
using MeshControl.Security.Identity;
using MeshControl.Testing.Time;

namespace MeshControl.Security.Tests.Host;

/// <summary>An authority over a folder of its own and a clock that the test moves.</summary>
internal sealed class TestAuthority : IDisposable
{
    public static readonly SpiffeId Bookinfo = SpiffeId.ForWorkload(TrustDomain.Default, "bookinfo", "reviews");

    private readonly TempFolder _folder = new();
    private readonly SecurityMetrics _metrics;

    public TestAuthority(Func<AuthorityOptions, AuthorityOptions>? options = null)
    {
        Options = new AuthorityOptions { Folder = _folder.New("ca") };
        Options = options?.Invoke(Options) ?? Options;
        _metrics = new SecurityMetrics(Clock);
        Authority = Open();
    }

    public FakeClock Clock { get; } = new();

    public RecordingLogger<CertificateAuthority> Log { get; } = new();

    public AuthorityOptions Options { get; }

    public CertificateAuthority Authority { get; private set; }

    public IEnumerable<string> Files => Directory.EnumerateFiles(Options.Folder, "root-*.pem").Order(StringComparer.Ordinal);

    public void Restart()
    {
        Authority.Dispose();
        Authority = Open();
    }

    public X509Certificate2 Issue(SpiffeId? identity = null, TimeSpan? lifetime = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Issue(new PublicKey(key), identity, lifetime);
    }

    public X509Certificate2 Issue(PublicKey key, SpiffeId? identity = null, TimeSpan? lifetime = null) =>
        X509CertificateLoader.LoadCertificate(Request(key, identity, lifetime).Chain[0].Span);

    public IssuedCertificate Request(PublicKey key, SpiffeId? identity = null, TimeSpan? lifetime = null)
    {
        var issuing = Authority.IssueAsync(new SigningRequest(identity ?? Bookinfo, key, lifetime), CancellationToken.None);
        Assert.True(issuing.IsCompleted, "the built-in authority answers at once");
        return issuing.GetAwaiter().GetResult();
    }

    /// <summary>Whether the certificate leads to one of the roots that are trusted now.</summary>
    public bool IsTrusted(X509Certificate2 certificate) => Verify(certificate, Authority.Roots, Clock.GetUtcNow());

    public static bool Verify(X509Certificate2 certificate, TrustBundle roots, DateTimeOffset time, params IEnumerable<X509Certificate2> intermediates)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = time.UtcDateTime;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots.Certificates.Select(root => X509CertificateLoader.LoadCertificate(root.Span)).ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(intermediates.ToArray());
        return chain.Build(certificate);
    }

    public void Dispose()
    {
        Authority.Dispose();
        _metrics.Dispose();
        _folder.Dispose();
    }

    private CertificateAuthority Open() => CertificateAuthority.Open(Options, Clock, _metrics, Log);
}
