using MeshControl.Grpc;
using MeshControl.Xds.Tests.Host;
using static MeshControl.Generation.Output.ResourceType;

namespace MeshControl.Xds.Tests.Protocol;

/// <summary>Clients that stall, flood or vanish harm nobody else (conformance cases R that need no soak).</summary>
public sealed class RobustnessTests
{
    private const int Big = 400;

    [Fact]
    public async Task R_01_R_05_a_client_that_does_not_read_holds_up_nobody_and_gets_the_newest_state_in_one_go()
    {
        await using var host = await AdsTestHost.StartAsync(BigMesh());
        await using var stalled = await host.DeltaClientAsync();
        await stalled.SubscribeAsync(Cluster);
        await using var good = await host.DeltaClientAsync();
        await good.SubscribeAsync(Cluster);
        await good.TakeAsync(Cluster);
        for (var i = 1; i <= 20; i++)
        {
            host.Source.Push(mesh => FillWith(mesh, $"{i}"));
            Assert.Equal(Big, (await good.TakeAsync(Cluster)).Resources.Count);
        }

        var first = await stalled.TakeAsync(Cluster);
        Assert.Equal(Big, first.Resources.Count);
        var next = await stalled.TakeAsync(Cluster);
        Assert.All(next.Resources, resource => Assert.StartsWith("20-", resource.Body.Unpack<Envoy.Config.Cluster.V3.Cluster>().AltStatName, StringComparison.Ordinal));
        await stalled.AssertSilentAsync();
    }

    [Fact]
    public async Task R_06_ten_thousand_requests_without_reading_do_not_lock_anything_up()
    {
        await using var host = await AdsTestHost.StartAsync(BigMesh());
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Cluster);
        for (var i = 0; i < 10_000; i++)
        {
            await client.SubscribeAsync(Endpoint, $"name-{i % 100}");
        }

        var names = new HashSet<string>();
        foreach (var reply in await client.DueAsync())
        {
            names.UnionWith(reply.Names);
        }

        Assert.Equal(Big + 100, names.Count);
    }

    [Fact]
    public async Task R_07_a_fault_for_one_proxy_ends_its_stream_with_internal_and_no_other()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var good = await host.DeltaClientAsync();
        await good.SubscribeAsync(Cluster);
        await good.TakeAsync(Cluster);
        await using var bad = await host.DeltaClientAsync();
        await bad.WantSecretAsync(TestSource.Faulty);
        Assert.Equal(GrpcStatusCode.Internal, (await bad.EndAsync()).Code);
        host.Source.Push(mesh => mesh.Cluster("c2"));
        Assert.Equal("CDS c2", (await good.NextAsync()).ToString());
    }

    [Fact]
    public async Task R_04_three_hundred_proxies_reconnect_at_once_three_times()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(20));
        for (var round = 0; round < 3; round++)
        {
            var clients = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => host.DeltaClientAsync()));
            await Task.WhenAll(clients.Select(async client =>
            {
                await client.SubscribeAsync(Cluster);
                Assert.Equal(20, (await client.TakeAsync(Cluster)).Resources.Count);
            }));
            Assert.Equal(300, host.Sessions.Count);
            await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
            await Eventually.IsAsync(() => host.Sessions.Count == 0 && host.Source.Catalog.Count == 0);
        }
    }

    [Fact]
    public async Task R_13_a_clock_that_jumps_changes_nothing()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Cluster);
        await client.TakeAsync(Cluster);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await client.AssertSilentAsync();
        host.Source.Push(mesh => mesh.Cluster("c1", "new"));
        Assert.Equal(["CDS c1"], await client.DueTextAsync());
    }

    [Fact]
    public async Task R_10_an_old_configuration_is_let_go_once_every_stream_has_the_new_one()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(3));
        await using var client = await host.DeltaClientAsync("envoy");
        await client.SubscribeAsync(Cluster);
        await client.TakeAsync(Cluster);
        await client.SubscribeAsync(Route, "r1");
        await client.TakeAsync(Route);
        await client.SubscribeAsync(VirtualHost);
        await client.TakeAsync(VirtualHost);
        var old = new WeakReference(host.Source.Catalog.Entries.Single().Config.Value.Clusters.Parts[0]);
        host.Source.Push(mesh => mesh.Cluster("c1", "new").Host("r1", "c1:80", "c2"));
        await client.TakeAsync(Cluster);
        await client.TakeAsync(VirtualHost);
        await client.AssertSilentAsync();
        await Eventually.IsAsync(() =>
        {
            GC.Collect();
            return !old.IsAlive;
        });
    }

    private static TestMesh BigMesh() => FillWith(new TestMesh(), "0");

    /// <summary>Enough bytes that a response does not fit into the windows between client and server.</summary>
    private static TestMesh FillWith(TestMesh mesh, string mark)
    {
        for (var i = 0; i < Big; i++)
        {
            mesh.Cluster($"big-{i:000}", $"{mark}-{new string('x', 4000)}", endpoints: null);
        }

        return mesh;
    }
}
