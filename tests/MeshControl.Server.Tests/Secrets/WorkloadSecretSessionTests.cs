using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Output;
using MeshControl.Security.Authority;
using MeshControl.Security.Diagnostics;
using MeshControl.Security.Workloads;
using MeshControl.Server.Secrets;
using MeshControl.Testing.Time;
using MeshControl.Xds.Sessions;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshControl.Server.Tests.Secrets;

/// <summary>The secrets of a stream.</summary>
public sealed class WorkloadSecretSessionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-ca-");
    private readonly FakeClock _clock = new();
    private readonly SecurityMetrics _metrics;
    private readonly CertificateAuthority _authority;
    private readonly WorkloadSecretSource _source;

    public WorkloadSecretSessionTests()
    {
        _metrics = new SecurityMetrics(_clock);
        var options = new WorkloadSecretOptions
        {
            Authority = new AuthorityOptions { Folder = Path.Combine(_folder.FullName, "ca") }, Renewal = new RenewalOptions { Jitter = 0 },
        };
        _authority = CertificateAuthority.Open(options.Authority, _clock, _metrics, NullLogger<CertificateAuthority>.Instance);
        _source = new WorkloadSecretSource(_authority, options, _metrics, _clock, NullLogger<WorkloadSecretSource>.Instance);
    }

    [Fact]
    public void The_certificate_fits_its_key_and_names_the_workload()
    {
        using var session = Open();
        var secret = Secret(session.Find("default"));
        using var certificate = X509Certificate2.CreateFromPem(
            secret.TlsCertificate.CertificateChain.InlineBytes.ToStringUtf8(), secret.TlsCertificate.PrivateKey.InlineBytes.ToStringUtf8());
        Assert.Equal("default", secret.Name);
        Assert.Contains("spiffe://cluster.local/ns/bookinfo/sa/reviews", Encoding.ASCII.GetString(certificate.RawData));
    }

    [Fact]
    public void The_roots_come_without_names_to_match()
    {
        using var session = Open();
        var secret = Secret(session.Find("ROOTCA"));
        Assert.Equal(_authority.Roots.Pem.ToArray(), secret.ValidationContext.TrustedCa.InlineBytes.ToByteArray());
        Assert.Empty(secret.ValidationContext.MatchTypedSubjectAltNames);
    }

    [Theory]
    [InlineData("kubernetes://bookinfo/credential")]
    [InlineData("Default")]
    [InlineData("file-cert:/etc/shadow~/etc/shadow")]
    [InlineData("")]
    public void Other_names_are_not_found(string name)
    {
        using var session = Open();
        Assert.Null(session.Find(name));
    }

    [Fact]
    public void Asked_again_the_same_secret_is_found()
    {
        using var session = Open();
        Assert.Same(session.Find("default"), session.Find("default"));
        Assert.Same(session.Find("ROOTCA"), session.Find("ROOTCA"));
    }

    [Fact]
    public void Two_streams_of_one_workload_have_two_keys()
    {
        using var a = Open();
        using var b = Open();
        Assert.NotEqual(Key(a.Find("default")), Key(b.Find("default")));
    }

    [Fact]
    public async Task Half_way_through_its_life_the_certificate_is_another_one_and_the_stream_is_woken()
    {
        using var session = Open();
        var first = session.Find("default")!;
        var woken = new TaskCompletionSource();
        session.Changed += () => woken.TrySetResult();
        await _clock.WaitForTimerAsync(TimeSpan.FromHours(12));
        _clock.Advance(TimeSpan.FromHours(12));
        await woken.Task;
        Assert.NotEqual(first.Version, session.Find("default")!.Version);
        Assert.NotEmpty(Key(first));
    }

    [Fact]
    public void A_new_root_wakes_the_stream_and_is_in_the_bundle()
    {
        using var session = Open();
        var before = session.Find("ROOTCA")!;
        var wakes = 0;
        session.Changed += () => wakes++;
        _clock.Advance(TimeSpan.FromHours(1));
        _authority.RotateRoot();
        Assert.Equal(1, wakes);
        Assert.NotEqual(before.Version, session.Find("ROOTCA")!.Version);
    }

    [Fact]
    public void The_end_of_the_stream_overwrites_the_key_and_only_the_key()
    {
        var session = Open();
        var resource = session.Find("default")!;
        var key = Key(resource);
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", key);
        session.Dispose();
        Assert.Equal(new string('\0', key.Length), Key(resource));
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", Secret(resource).TlsCertificate.CertificateChain.InlineBytes.ToStringUtf8());
        Assert.True(MemoryMarshal.TryGetArray(resource.DeltaEntry, out var bytes));
        Assert.Equal(-1, bytes.AsSpan().IndexOf("PRIVATE KEY"u8));
        Assert.Null(session.Find("default"));
    }

    [Fact]
    public void A_refused_stream_finds_nothing_and_no_certificate_is_made_for_it()
    {
        using var session = _source.Open(new SecretRequester(SecretPolicyTests.Proxy(), null, IsEncrypted: false, IsLoopback: false));
        Assert.Null(session.Find("default"));
        Assert.Null(session.Find("ROOTCA"));
    }

    public void Dispose()
    {
        _authority.Dispose();
        _metrics.Dispose();
        _folder.Delete(recursive: true);
    }

    private ISecretSession Open() => _source.Open(new SecretRequester(SecretPolicyTests.Proxy(), null, IsEncrypted: false, IsLoopback: true));

    private static Secret Secret(EncodedResource? resource) => Any.Parser.ParseFrom(resource!.Any.Span).Unpack<Secret>();

    private static string Key(EncodedResource? resource) => Secret(resource).TlsCertificate.PrivateKey.InlineBytes.ToStringUtf8();
}
