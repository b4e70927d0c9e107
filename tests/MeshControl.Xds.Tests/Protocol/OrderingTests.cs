using MeshControl.Xds.Tests.Host;
using static MeshControl.Generation.Output.ResourceType;

namespace MeshControl.Xds.Tests.Protocol;

/// <summary>In which order things arrive, and what drags what along (conformance cases O).</summary>
public sealed class OrderingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task O_01_a_change_of_everything_arrives_in_rank_order(bool isDelta)
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1).Extension("x"));
        await using var client = await SyncedAsync(host, isDelta);
        host.Source.Push(mesh => mesh.Cluster("c1", "new").Endpoints("c1", 81).Listener("l1", "new").Extension("x", "new").Host("r1", "new:80"));
        Assert.Equal(["CDS c1", "EDS c1", "LDS l1", "ECDS x", "RDS r1"], await client.DueTextAsync());
    }

    [Fact]
    public async Task O_02_changes_while_responses_are_unanswered_merge_into_one_batch()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await SyncedAsync(host, isDelta: true);
        host.Source.Push(mesh => mesh.Cluster("c1", "0").Listener("l1", "0"));
        var first = await client.DueAsync();
        Assert.Equal(["CDS c1", "EDS c1", "LDS l1"], first.Select(reply => reply.ToString()));
        for (var i = 1; i <= 50; i++)
        {
            host.Source.Push(mesh => mesh.Cluster("c1", $"{i}").Listener("l1", $"{i}"));
        }

        await client.AssertSilentAsync();
        foreach (var reply in first)
        {
            await client.AckAsync(reply);
        }

        var second = await client.DueAsync();
        Assert.Equal(["CDS c1", "EDS c1", "LDS l1"], second.Select(reply => reply.ToString()));
        Assert.Equal("50", second[0].Resources[0].Body.Unpack<Envoy.Config.Cluster.V3.Cluster>().AltStatName);
    }

    [Fact]
    public async Task O_02_a_client_that_never_answers_is_not_waited_for_longer_than_five_seconds()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Listener);
        await client.NextAsync();
        host.Source.Push(mesh => mesh.Listener("l1", "a"));
        await client.AssertSilentAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(["LDS l1"], await client.DueTextAsync());
        host.Source.Push(mesh => mesh.Listener("l1", "b"));
        Assert.Equal(["LDS l1"], await client.DueTextAsync());
    }

    [Fact]
    public async Task O_03_a_changed_cluster_drags_its_unchanged_endpoints_along()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await SyncedAsync(host, isDelta: true);
        host.Source.Push(mesh => mesh.Cluster("c1", "tls"));
        Assert.Equal(["CDS c1", "EDS c1"], await client.DueTextAsync());
    }

    [Fact]
    public async Task O_04_in_state_of_the_world_a_repeated_endpoint_request_gets_no_second_answer()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, []);
        await client.TakeAsync(Cluster);
        await client.RequestAsync(Endpoint, ["c1", "c2"]);
        var endpoints = await client.TakeAsync(Endpoint, "c1", "c2");
        host.Source.Push(mesh => mesh.Cluster("c1", "tls"));
        Assert.Equal("CDS c1 c2", (await client.NextAsync()).ToString());
        Assert.Equal("EDS c1", (await client.NextAsync()).ToString());
        await client.RequestAsync(Endpoint, ["c1", "c2"], endpoints.Version, endpoints.Nonce);
        await client.AssertSilentAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task O_05_a_change_of_endpoints_is_only_that(bool isDelta)
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1).Extension("x"));
        await using var client = await SyncedAsync(host, isDelta);
        host.Source.Push(mesh => mesh.Endpoints("c1", 81));
        Assert.Equal(["EDS c1"], await client.DueTextAsync());
    }

    [Fact]
    public async Task O_06_endpoints_asked_for_before_clusters_are_sent_again_after_them()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Endpoint, "c1", "c2");
        Assert.Equal("EDS c1 c2", (await client.TakeAsync(Endpoint)).ToString());
        await client.SubscribeAsync(Cluster);
        Assert.Equal(["CDS c1 c2", "EDS c1 c2"], await client.DueTextAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task O_06_on_a_reconnect_endpoints_of_resent_clusters_are_sent_although_the_client_has_them(bool endpointsFirst)
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        var versions = await DeltaTests.VersionsAsync(host);
        host.Source.Push(mesh => mesh.Cluster("c1", "changed"));
        await using var client = await host.DeltaClientAsync();
        var clusters = DeltaTests.Reconnect(client, Cluster, [], versions);
        var endpoints = DeltaTests.Reconnect(client, Endpoint, ["c1", "c2"], versions);
        await client.SendAsync(endpointsFirst ? endpoints : clusters);
        await client.SendAsync(endpointsFirst ? clusters : endpoints);
        Assert.Equal(["CDS c1", "EDS c1"], await client.DueTextAsync());
    }

    [Fact]
    public async Task O_08_endpoints_shared_by_two_clusters_follow_a_change_of_either_once()
    {
        var mesh = new TestMesh().Cluster("a", endpoints: "shared").Cluster("b", endpoints: "shared").Endpoints("shared");
        await using var host = await AdsTestHost.StartAsync(mesh);
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Cluster);
        await client.TakeAsync(Cluster);
        await client.SubscribeAsync(Endpoint, "shared");
        await client.TakeAsync(Endpoint);
        host.Source.Push(m => m.Cluster("a", "x", "shared").Cluster("b", "x", "shared"));
        Assert.Equal(["CDS a b", "EDS shared"], await client.DueTextAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task O_09_a_new_cluster_and_its_endpoints_precede_the_route_to_it(bool isDelta)
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1).Extension("x"));
        await using var client = await SyncedAsync(host, isDelta);
        host.Source.Push(mesh => mesh.Cluster("c2").Endpoints("c2").Host("r1", "c2:80", "c2"));
        var clusters = Assert.Single(await client.DueAsync());
        Assert.Equal(isDelta ? "CDS c2" : "CDS c1 c2", clusters.ToString());
        await client.AckAsync(clusters);
        if (isDelta)
        {
            await client.SubscribeAsync(Endpoint, "c2");
        }
        else
        {
            await client.RequestAsync(Endpoint, ["c1", "c2"]);
        }

        var endpoints = Assert.Single(await client.DueAsync());
        Assert.Equal("EDS c2", endpoints.ToString());
        await client.AckAsync(endpoints, "c1", "c2");
        Assert.Equal(["RDS r1"], await client.DueTextAsync());
    }

    [Fact]
    public async Task O_09_a_client_that_does_not_ask_for_the_endpoints_gets_the_route_after_a_second()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await SyncedAsync(host, isDelta: true);
        host.Source.Push(mesh => mesh.Cluster("c2").Endpoints("c2").Host("r1", "c2:80", "c2"));
        Assert.Equal(["CDS c2"], await client.DueTextAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Equal(["RDS r1"], await client.DueTextAsync());
    }

    [Fact]
    public async Task O_10_a_cluster_goes_only_after_the_route_that_used_it()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await SyncedAsync(host, isDelta: true);
        host.Source.Push(mesh => mesh.RemoveCluster("c2").RemoveHost("r1", "c2:80"));
        var due = await client.DueAsync();
        Assert.Equal(["RDS r1"], due.Select(reply => reply.ToString()));
        await client.AckAsync(due[0]);
        var removal = await client.NextAsync();
        Assert.Equal("CDS -c2", removal.ToString());
        await client.AckAsync(removal);
        // The client has not dropped the name, so it is told that nothing is left.
        Assert.Equal(["EDS c2"], await client.DueTextAsync());
    }

    [Fact]
    public async Task O_10_in_state_of_the_world_the_cluster_stays_in_the_set_until_the_route_is_accepted()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, []);
        await client.TakeAsync(Cluster);
        await client.RequestAsync(Route, ["r1"]);
        await client.TakeAsync(Route, "r1");
        host.Source.Push(mesh => mesh.RemoveCluster("c2").Cluster("c1", "new").RemoveHost("r1", "c2:80"));
        Assert.Equal("CDS c1 c2", (await client.TakeAsync(Cluster)).ToString());
        await client.TakeAsync(Route, "r1");
        Assert.Equal("CDS c1", (await client.TakeAsync(Cluster)).ToString());
    }

    [Fact]
    public async Task O_11_without_an_answer_the_cluster_goes_after_five_seconds()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await SyncedAsync(host, isDelta: true);
        host.Source.Push(mesh => mesh.RemoveCluster("c2").RemoveHost("r1", "c2:80"));
        Assert.Equal(["RDS r1"], await client.DueTextAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(["CDS -c2"], await client.DueTextAsync());
    }

    [Fact]
    public async Task O_10_a_cluster_that_comes_back_while_it_is_going_stays()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await SyncedAsync(host, isDelta: true);
        host.Source.Push(mesh => mesh.RemoveCluster("c2").RemoveHost("r1", "c2:80"));
        var due = await client.DueAsync();
        host.Source.Push(mesh => mesh.Cluster("c2").Endpoints("c2"));
        Assert.Equal(["CDS c2", "EDS c2"], await client.DueTextAsync());
        await client.AckAsync(due[0]);
        await client.AssertSilentAsync();
    }

    [Fact]
    public async Task O_12_a_rejection_of_clusters_does_not_hold_up_the_rest()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await SyncedAsync(host, isDelta: true);
        host.Source.Push(mesh => mesh.Cluster("c1", "bad").Listener("l1", "new").Host("r1", "new:80"));
        await client.NackAsync(await client.NextAsync(), "bad");
        Assert.Equal(["EDS c1", "LDS l1", "RDS r1"], await client.DueTextAsync());
    }

    [Fact]
    public async Task O_18_an_unknown_cluster_on_demand_does_not_exist_at_once()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Cluster, "unknown");
        Assert.Equal("CDS -unknown", (await client.NextAsync()).ToString());
    }

    [Fact]
    public async Task A_deleted_service_that_is_no_longer_watched_needs_no_word_about_its_endpoints()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await SyncedAsync(host, isDelta: true);
        host.Source.Push(mesh => mesh.RemoveCluster("c2"));
        var removal = await client.NextAsync();
        Assert.Equal("CDS -c2", removal.ToString());
        await client.UnsubscribeAsync(Endpoint, "c2");
        await client.AckAsync(removal);
        await client.AssertSilentAsync();
    }

    /// <summary>A client that has asked for every type and accepted everything.</summary>
    private static async Task<AdsClient> SyncedAsync(AdsTestHost host, bool isDelta)
    {
        var client = await AdsClient.OpenAsync(host, isDelta, "test");
        var clusters = host.Source.Mesh.Build().Clusters.Items.Select(cluster => cluster.Name).ToArray();
        (Generation.Output.ResourceType Type, string[] Names)[] wanted =
            [(Cluster, []), (Endpoint, clusters), (Listener, []), (Extension, ["x"]), (Route, ["r1"])];
        foreach (var (type, names) in wanted)
        {
            await (isDelta ? client.SubscribeAsync(type, names) : client.RequestAsync(type, names));
            foreach (var reply in await client.DueAsync())
            {
                await client.AckAsync(reply, names);
            }
        }

        await client.AssertSilentAsync();
        return client;
    }
}
