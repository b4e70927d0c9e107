using MeshControl.Generation.Output;
using MeshControl.Model.Resources;
using static MeshControl.Server.Tests.Kubernetes.ClusterObjects;

namespace MeshControl.Server.Tests.Kubernetes;

/// <summary>
/// Ten thousand random events: creates, updates and deletes of nine kinds and of the mesh configuration, cut and half-open connections, 410s, repeated
/// events, garbage, errors, kinds that vanish and return.
/// </summary>
public class ChaosTests
{
    private const int Rounds = 5;
    private const int EventsInRound = 400;

    // What the source has seen by when differs from run to run, the sequence of events does not.
    private const int EventsAtOnce = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Whatever_happened_what_is_in_use_is_what_a_fresh_start_would_read(int seed)
    {
        ChaosCluster chaos = null!;
        await using var cluster = await FollowedCluster.StartAsync(
            server => chaos = ChaosCluster.Prepare(server, seed),
            // A kind that is away for the length of a test is no kind without objects.
            FollowedCluster.Options with { AbsenceGrace = TimeSpan.FromMinutes(5) });
        await cluster.SyncedAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await chaos.RunAsync(EventsInRound, EventsAtOnce);

            var (valid, rejected) = chaos.Rebuild();
            IEnumerable<string> Differences(ResourceStore store) => valid.Where(expected => !expected.Value.Equals(store.Find(expected.Key))).Select(expected => $"not as it is: {expected.Key}")
                .Concat(store.All.Where(found => !valid.ContainsKey(found.Key) && !rejected.Contains(found.Key)).Select(found => $"too much: {found.Key}"));
            await cluster.UntilAsync(store => !Differences(store).Any(), store => $"round {round}: {string.Join(", ", Differences(store))}");
        }
    }

    [Fact]
    public async Task Serving_never_pauses_and_ends_where_a_fresh_start_would_begin()
    {
        await using var served = await ServedCluster.StartAsync();
        var chaos = ChaosCluster.Prepare(served.Server, seed: 6, breaks: false);
        served.Server.Put(Service("istio-system", "steady"));
        served.Server.Put(Pod("istio-system", "client", "10.9.9.9"));
        await Eventually.TrueAsync(() => served.Engine.IsReady);
        using var proxy = await served.ConnectAsync("client", "istio-system", "10.9.9.9");
        await Eventually.TrueAsync(() => HasSteady(proxy.Config.Value));
        using var stop = new CancellationTokenSource();
        var watching = WatchAsync(served, proxy.Config.Value, stop.Token);

        await chaos.RunAsync(1000, EventsAtOnce);

        await using var fresh = await ServedCluster.StartAsync(served.Server);
        await Eventually.TrueAsync(() => fresh.Engine.IsReady);
        using var expected = await fresh.ConnectAsync("client", "istio-system", "10.9.9.9");
        await Eventually.TrueAsync(() => ServedCluster.Content(proxy.Config.Value).SequenceEqual(ServedCluster.Content(expected.Config.Value)), "the same configuration");
        await stop.CancelAsync();
        Assert.True(await watching > 0);
    }

    // A proxy that connects in the midst of it is served at once, with what never changed in it.
    private static async Task<int> WatchAsync(ServedCluster served, ProxyConfig first, CancellationToken cancellationToken)
    {
        var connected = 0;
        Assert.True(HasSteady(first));
        while (!cancellationToken.IsCancellationRequested)
        {
            Assert.True(served.Engine.IsReady);
            using var late = await served.ConnectAsync("client", "istio-system", "10.9.9.9");
            Assert.True(HasSteady(late.Config.Value));
            connected++;
            await Task.Yield();
        }

        return connected;
    }

    private static bool HasSteady(ProxyConfig config) => config.View(ResourceType.Cluster, RouteDelivery.Table).Find("outbound|80||steady.istio-system.svc.cluster.local") is not null;
}
