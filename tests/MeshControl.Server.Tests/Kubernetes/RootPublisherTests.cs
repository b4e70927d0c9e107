using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MeshControl.Kubernetes.Leasing;
using MeshControl.Security.Authority;
using MeshControl.Server.Leading;
using MeshControl.Server.Secrets.Cluster;
using MeshControl.Testing.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;
using static MeshControl.Server.Tests.Kubernetes.ClusterObjects;

namespace MeshControl.Server.Tests.Kubernetes;

public class RootPublisherTests
{
    [Fact]
    public async Task Every_namespace_has_the_roots_whatever_people_do_to_them()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.Put(Namespace("shop"));
        server.Put(Namespace("kube-public"));
        var roots = new FixedRoots(Bundle("one"));
        using var api = server.Connect();
        using var stop = new CancellationTokenSource();
        var publisher = new RootPublisher(api, roots, FollowedCluster.Options.Following, TimeProvider.System, NullLogger<RootPublisher>.Instance);
        var running = publisher.RunAsync(stop.Token);

        await Eventually.TrueAsync(() => Published(server, "shop") == Pem(roots));
        server.Put(Namespace("bank"));
        await Eventually.TrueAsync(() => Published(server, "bank") == Pem(roots));
        server.Delete(FakeKinds.ConfigMaps, "shop", RootPublisher.ConfigMapName);
        await Eventually.TrueAsync(() => Published(server, "shop") == Pem(roots));
        server.Put("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"istio-ca-root-cert","namespace":"bank"},"data":{"root-cert.pem":"mine"}}""");
        await Eventually.TrueAsync(() => Published(server, "bank") == Pem(roots));
        roots.Change(Bundle("two"));
        await Eventually.TrueAsync(() => Published(server, "shop") == Pem(roots) && Published(server, "bank") == Pem(roots));

        Assert.Null(Published(server, "kube-public"));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task One_replica_leads_and_another_takes_over_when_it_stops()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var api = server.Connect();
        var (first, second) = (new CountedWork(), new CountedWork());
        using var one = Leader("one", first);
        using var two = Leader("two", second);
        await one.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => first.Running == 1);
        await two.StartAsync(CancellationToken.None);
        Assert.Equal((1, 0), (first.Running, second.Running));

        await one.StopAsync(CancellationToken.None);

        await Eventually.TrueAsync(() => second.Running == 1);
        Assert.Equal(0, first.Running);
        await two.StopAsync(CancellationToken.None);

        LeaderService Leader(string identity, ILeaderWork work) => new(
            api, new LeaseOptions("istio-system", "meshcontrol-leader", identity) { RetryPeriod = TimeSpan.FromMilliseconds(50) }, [work], TimeProvider.System, NullLogger<LeaderService>.Instance);
    }

    private static string? Published(FakeApiServer server, string ns) =>
        server.Get(FakeKinds.ConfigMaps, ns, RootPublisher.ConfigMapName)?["data"]?["root-cert.pem"]?.GetValue<string>();

    private static string Pem(FixedRoots roots) => Encoding.UTF8.GetString(roots.Roots.Pem.Span);

    private static TrustBundle Bundle(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TrustBundle([new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90))]);
    }

    private sealed class CountedWork : ILeaderWork
    {
        private int _running;

        public string Name => "Counting";

        public int Running => _running;

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _running);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _running);
            }
        }
    }
}
