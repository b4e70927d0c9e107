using System.Text;
using System.Text.Json.Nodes;
using MeshControl.Security.Authority;
using MeshControl.Security.Authority.Storage;
using MeshControl.Security.Diagnostics;
using MeshControl.Server.Secrets.Cluster;
using MeshControl.Testing.Kubernetes;
using MeshControl.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshControl.Server.Tests.Kubernetes;

public sealed class SharedRootTests : IDisposable
{
    private const string Ns = "istio-system";
    private const string Name = "istio-ca-secret";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("meshcontrol-roots-");

    [Fact]
    public async Task Replicas_that_start_together_have_one_root()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var api = server.Connect();

        var authorities = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Task.Run(() => Open(new SecretRoots(api, Ns, Name, TimeProvider.System), i))));

        Assert.Single(authorities.Select(authority => authority.Roots.Fingerprints.Single()).Distinct());
        var data = server.Get(FakeKinds.Secrets, Ns, Name)!["data"]!.AsObject();
        Assert.Equal(Encoding.UTF8.GetString(authorities[0].Roots.Pem.Span), Text(data, "root-cert.pem"));
        Assert.Equal("istio.io/ca-root", server.Get(FakeKinds.Secrets, Ns, Name)!["type"]!.GetValue<string>());
        Assert.Equal(["ca-cert.pem", "ca-key.pem", "cert-chain.pem", "key.pem", "root-cert.pem"], data.Select(entry => entry.Key).Where(key => !IsOwn(key)).Order(StringComparer.Ordinal));
        Assert.Single(data, entry => IsOwn(entry.Key));
        Array.ForEach(authorities, authority => authority.Dispose());
    }

    [Fact]
    public async Task A_replica_whose_clock_is_behind_signs_with_the_root_of_the_other()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var api = server.Connect();
        var (ahead, behind) = (new FakeClock(), new FakeClock());
        ahead.Advance(TimeSpan.FromSeconds(30));

        using var first = Open(new SecretRoots(api, Ns, Name, ahead), 0, ahead);
        using var second = Open(new SecretRoots(api, Ns, Name, behind), 1, behind);

        Assert.Equal(first.Roots, second.Roots);
    }

    [Fact]
    public async Task A_root_that_istiod_made_stays_the_root()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var api = server.Connect();
        using var theirs = Open(new SecretRoots(api, Ns, "made-elsewhere", TimeProvider.System), 0);
        var data = server.Get(FakeKinds.Secrets, Ns, "made-elsewhere")!["data"]!.AsObject();
        var istio = new JsonObject(data.Where(entry => !IsOwn(entry.Key)).Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone())));
        server.Put(FakeKinds.Secrets, new JsonObject { ["metadata"] = new JsonObject { ["name"] = Name, ["namespace"] = Ns }, ["type"] = "istio.io/ca-root", ["data"] = istio });

        using var ours = Open(new SecretRoots(api, Ns, Name, TimeProvider.System), 1);

        Assert.Equal(theirs.Roots, ours.Roots);
    }

    [Fact]
    public async Task A_root_that_one_replica_adds_is_trusted_by_the_others()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var api = server.Connect();
        using var one = Open(new SecretRoots(api, Ns, Name, TimeProvider.System), 0);
        using var other = Open(new SecretRoots(api, Ns, Name, TimeProvider.System), 1);

        one.RotateRoot();
        other.Refresh();

        Assert.Equal(2, other.Roots.Fingerprints.Length);
        Assert.Equal(one.Roots, other.Roots);
    }

    [Fact]
    public async Task Without_the_right_to_read_the_secret_the_start_fails_with_its_name()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var api = server.Connect();
        server.Allowed = request => request.Resource != "secrets";

        var error = Assert.Throws<AuthorityException>(() => Open(new SecretRoots(api, Ns, Name, TimeProvider.System), 0));

        Assert.Contains("istio-system/istio-ca-secret", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool IsOwn(string key) => key.StartsWith("root-", StringComparison.Ordinal) && key != "root-cert.pem";

    private static string Text(JsonObject data, string key) => Encoding.UTF8.GetString(Convert.FromBase64String(data[key]!.GetValue<string>()));

    private CertificateAuthority Open(IRootStorage storage, int replica, TimeProvider? clock = null) => CertificateAuthority.Open(
        new AuthorityOptions { Folder = Path.Combine(_folder.FullName, replica.ToString(System.Globalization.CultureInfo.InvariantCulture)), Storage = storage },
        clock ?? TimeProvider.System, new SecurityMetrics(TimeProvider.System), NullLogger<CertificateAuthority>.Instance);
}
