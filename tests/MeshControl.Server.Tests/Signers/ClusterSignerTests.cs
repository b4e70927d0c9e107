using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Kubernetes.Client;
using MeshControl.Security.Authority;
using MeshControl.Security.Identity;
using MeshControl.Security.Revocation;
using MeshControl.Security.Workloads;
using MeshControl.Server.Secrets.Cluster;
using MeshControl.Server.Secrets.Cluster.Signing;
using MeshControl.Server.Tests.Secrets.Host;
using MeshControl.Testing.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshControl.Server.Tests.Signers;

/// <summary>Certificates made by a signer of the cluster, through its API server.</summary>
public sealed class ClusterSignerTests : IAsyncLifetime, IDisposable
{
    private const string Teller = "spiffe://cluster.local/ns/bank/sa/teller";
    private readonly ScratchFolder _folder = new();
    private FakeApiServer _server = null!;
    private KubeApi _api = null!;
    private TestSigner _signer = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeApiServer.StartAsync();
        _api = _server.Connect();
        _signer = TestSigner.Start(_server);
        await File.WriteAllTextAsync(Roots, _signer.Root.ExportCertificatePem());
    }

    public async Task DisposeAsync()
    {
        await _signer.DisposeAsync();
        _api.Dispose();
        await _server.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_workload_gets_a_certificate_that_the_signer_made()
    {
        using var issuer = Open();
        using var certificate = await MintAsync(issuer);

        Assert.Equal(Teller, certificate.Issued.Identity.ToString());
        using var leaf = X509CertificateLoader.LoadCertificate(certificate.Issued.Chain[0].Span);
        Assert.Equal("CN=cluster signer", leaf.Issuer);
        Assert.Single(certificate.Issued.Chain);
        var spec = Assert.Single(_signer.Seen)["spec"]!;
        Assert.Equal("example.org/mesh", spec["signerName"]!.GetValue<string>());
        Assert.Equal(86400, spec["expirationSeconds"]!.GetValue<int>());
        Assert.Equal(["digital signature", "key encipherment", "server auth", "client auth"], spec["usages"]!.AsArray().Select(static usage => usage!.GetValue<string>()));
        Assert.Empty((await _api.ListAsync(FakeKinds.SigningRequests, new ListOptions(), CancellationToken.None)).Items);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_given_on()
    {
        _signer.Change = static request => With(request, "spiffe://cluster.local/ns/bank/sa/director");
        Assert.Contains("another name", await FailureAsync());
    }

    [Fact]
    public async Task A_certificate_for_another_key_is_not_given_on()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _signer.Change = _ => With(new CertificateRequest("", other, HashAlgorithmName.SHA256), Teller);
        Assert.Contains("another key", await FailureAsync());
    }

    [Fact]
    public async Task A_certificate_that_may_sign_others_is_not_given_on()
    {
        _signer.Change = static request =>
        {
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            return request;
        };
        Assert.Contains("may sign others", await FailureAsync());
    }

    [Fact]
    public async Task A_certificate_below_another_root_is_not_given_on()
    {
        await File.WriteAllTextAsync(Roots, new Testing.Certificates.SiteAuthority().Root.ExportCertificatePem());
        Assert.Contains("does not lead to a root", await FailureAsync());
    }

    [Fact]
    public async Task A_denial_is_told_in_the_signers_words()
    {
        _signer.Denial = "not in this cluster";
        Assert.Contains("not in this cluster", await FailureAsync());
        Assert.Empty((await _api.ListAsync(FakeKinds.SigningRequests, new ListOptions(), CancellationToken.None)).Items);
    }

    [Fact]
    public async Task A_revoked_identity_is_not_even_asked_for()
    {
        using var issuer = new ClusterSigner(_api, Options, new Revoked(), TimeProvider.System, NullLogger<ClusterSigner>.Instance);
        Assert.Equal(IssuanceFailure.Revoked, (await Assert.ThrowsAsync<IssuanceException>(() => MintAsync(issuer))).Failure);
        Assert.DoesNotContain(_server.Requests, static request => request.Verb == "create");
    }

    [Fact]
    public async Task New_roots_are_taken_up_and_unreadable_ones_are_not()
    {
        using var issuer = Open();
        var changes = 0;
        issuer.RootsChanged += () => changes++;
        await File.AppendAllTextAsync(Roots, "\n" + new Testing.Certificates.SiteAuthority().Root.ExportCertificatePem());
        issuer.Refresh();
        Assert.Equal((2, 1), (issuer.Roots.Certificates.Length, changes));
        await File.WriteAllTextAsync(Roots, "nothing");
        issuer.Refresh();
        Assert.Equal((2, 1), (issuer.Roots.Certificates.Length, changes));
    }

    [Fact]
    public void Without_roots_there_is_no_start()
    {
        File.WriteAllText(Roots, "");
        Assert.Contains("example.org/mesh", Assert.Throws<AuthorityException>(Open).Message);
    }

    [Theory]
    [InlineData("system:serviceaccount:edge:ingress", true)]
    [InlineData("system:serviceaccount:edge:other", false)]
    public async Task The_cluster_says_who_may_list_secrets(string allowed, bool expected)
    {
        _server.AllowedTo = (user, asked) => user == allowed && asked is { Verb: "list", Resource: "secrets", Namespace: "edge" };
        Assert.Equal(expected, await new ClusterSecretReaders(_api).MayReadAsync("edge", "ingress", CancellationToken.None));
    }

    private string Roots => Path.Combine(_folder.Path, "roots.pem");

    private ClusterSignerOptions Options => new("example.org/mesh", Roots);

    private ClusterSigner Open() => new(_api, Options, new NobodyRevoked(), TimeProvider.System, NullLogger<ClusterSigner>.Instance);

    private async Task<string> FailureAsync()
    {
        using var issuer = Open();
        return (await Assert.ThrowsAsync<IssuanceException>(() => MintAsync(issuer))).Message;
    }

    private static async Task<WorkloadCertificate> MintAsync(ICertificateIssuer issuer)
    {
        Assert.True(SpiffeId.TryParse(Teller, out var id, out _));
        return await WorkloadCertificate.MintAsync(new CertificateSubject(id), issuer, null, TimeProvider.System, CancellationToken.None);
    }

    private static CertificateRequest With(CertificateRequest request, string uri)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(uri));
        request.CertificateExtensions.Clear();
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private sealed class NobodyRevoked : IRevocations
    {
        public bool IsRevoked(SpiffeId identity) => false;

        public bool IsRevoked(string serial) => false;
    }

    private sealed class Revoked : IRevocations
    {
        public bool IsRevoked(SpiffeId identity) => true;

        public bool IsRevoked(string serial) => true;
    }
}
