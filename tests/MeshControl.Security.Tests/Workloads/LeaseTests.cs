using System.Text;
using MeshControl.Security.Authority;
using MeshControl.Security.Tests.Host;
using MeshControl.Security.Workloads;

namespace MeshControl.Security.Tests.Workloads;

/// <summary>A workload always has a certificate that is valid, and a key that is its own.</summary>
public sealed class LeaseTests
{
    private static readonly RenewalOptions Exactly = new() { Jitter = 0 };

    [Fact]
    public void A_certificate_is_there_at_once_with_its_key()
    {
        using var test = new TestAuthority();
        using var lease = Lease(test);
        using var leaf = lease.Read(static certificate => System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(
            Encoding.ASCII.GetString(certificate.CertificateChain.Span), Encoding.ASCII.GetString(certificate.PrivateKey.Span)))!;
        Assert.True(leaf.HasPrivateKey);
        Assert.True(test.IsTrusted(leaf));
    }

    [Fact]
    public void Two_workloads_of_one_account_have_different_keys()
    {
        using var test = new TestAuthority();
        using var a = Lease(test);
        using var b = Lease(test);
        Assert.NotEqual(a.Read(Key), b.Read(Key));
    }

    [Fact]
    public async Task A_certificate_is_renewed_at_half_of_its_life()
    {
        using var test = new TestAuthority();
        using var lease = Lease(test);
        var first = lease.Read(Serial);
        var renewed = new TaskCompletionSource();
        lease.Changed += () => renewed.TrySetResult();

        await test.Clock.WaitForTimerAsync(TimeSpan.FromHours(12));
        test.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        Assert.Equal(first, lease.Read(Serial));
        test.Clock.Advance(TimeSpan.FromSeconds(1));
        await renewed.Task;
        Assert.NotEqual(first, lease.Read(Serial));
    }

    [Theory]
    [InlineData(0, 10.8)]
    [InlineData(0.5, 12)]
    [InlineData(1, 13.2)]
    public void Renewals_are_spread_around_half_of_the_life(double chance, double hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), new RenewalOptions { Jitter = 0.05 }.RenewAfter(TimeSpan.FromHours(24), chance));

    [Fact]
    public async Task A_failed_renewal_keeps_the_certificate_and_is_tried_again_ever_later()
    {
        using var test = new TestAuthority();
        var issuer = new UnsteadyIssuer(test.Authority);
        var log = new RecordingLogger<LeaseTests>();
        using var lease = new WorkloadCertificateLease(new CertificateSubject(TestAuthority.Bookinfo), issuer, Exactly, test.Clock, log);
        var first = lease.Read(Serial);
        issuer.IsDown = true;
        await test.Clock.WaitForTimerAsync(TimeSpan.FromHours(12));
        test.Clock.Advance(TimeSpan.FromHours(12));
        foreach (var wait in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            await test.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(wait));
            Assert.Equal(first, lease.Read(Serial));
            test.Clock.Advance(TimeSpan.FromSeconds(wait));
        }

        await test.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(60));
        issuer.IsDown = false;
        test.Clock.Advance(TimeSpan.FromSeconds(60));
        await test.Clock.WaitForTimerAsync(TimeSpan.FromHours(12));
        Assert.NotEqual(first, lease.Read(Serial));
        Assert.Contains("trying again", log.Text);
    }

    [Fact]
    public async Task Disposal_clears_the_key_and_ends_the_work()
    {
        using var test = new TestAuthority();
        var lease = Lease(test);
        var key = lease.Read(static certificate => certificate.PrivateKey);
        Assert.Contains("PRIVATE KEY", Encoding.ASCII.GetString(key.Span));
        lease.Dispose();
        Assert.Equal(new byte[key.Length], key.ToArray());
        Assert.Null(lease.Read(Serial));
        await lease.Stopped;
    }

    [Fact]
    public void No_text_of_a_certificate_shows_its_key()
    {
        using var test = new TestAuthority();
        using var lease = Lease(test);
        var text = lease.Read(static certificate => $"{certificate} {certificate.Issued}")!;
        Assert.Contains(TestAuthority.Bookinfo.ToString(), text);
        Assert.DoesNotContain("KEY", text);
    }

    private static WorkloadCertificateLease Lease(TestAuthority test) =>
        new(new CertificateSubject(TestAuthority.Bookinfo), test.Authority, Exactly, test.Clock, new RecordingLogger<LeaseTests>());

    private static string Serial(WorkloadCertificate certificate) => certificate.Issued.Serial;

    private static string Key(WorkloadCertificate certificate) => Encoding.ASCII.GetString(certificate.PrivateKey.Span);

    private sealed class UnsteadyIssuer(ICertificateIssuer inner) : ICertificateIssuer
    {
        public event Action? RootsChanged
        {
            add => inner.RootsChanged += value;
            remove => inner.RootsChanged -= value;
        }

        public bool IsDown { get; set; }

        public TrustBundle Roots => inner.Roots;

        public ValueTask<IssuedCertificate> IssueAsync(SigningRequest request, CancellationToken cancellationToken) => IsDown
            ? ValueTask.FromException<IssuedCertificate>(new IssuanceException(IssuanceFailure.NotReady, "down"))
            : inner.IssueAsync(request, cancellationToken);
    }
}
