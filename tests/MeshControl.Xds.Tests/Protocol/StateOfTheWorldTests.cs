using MeshControl.Xds.Diagnostics;
using MeshControl.Xds.Tests.Host;
using static MeshControl.Generation.Output.ResourceType;

namespace MeshControl.Xds.Tests.Protocol;

/// <summary>The state-of-the-world variant (conformance cases S).</summary>
public sealed class StateOfTheWorldTests
{
    [Fact]
    public async Task S_01_an_empty_first_request_for_clusters_gets_all_of_them()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, []);
        var reply = await client.NextAsync();
        Assert.Equal("CDS c1 c2", reply.ToString());
        Assert.NotEmpty(reply.Nonce);
        Assert.NotEmpty(reply.Version);
    }

    [Fact]
    public async Task S_02_S_03_an_accepted_response_is_followed_by_silence()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, []);
        await client.TakeAsync(Cluster);
        await client.AssertSilentAsync();
        Assert.Equal(SyncState.Synced, host.Status(Cluster).State);
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        await client.AssertSilentAsync();
    }

    [Fact]
    public async Task S_04_a_changed_cluster_comes_with_all_others_under_a_new_version()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, []);
        var first = await client.TakeAsync(Cluster);
        host.Source.Push(mesh => mesh.Cluster("c1", "changed"));
        var second = await client.NextAsync();
        Assert.Equal("CDS c1 c2", second.ToString());
        Assert.NotEqual(first.Version, second.Version);
    }

    [Fact]
    public async Task S_05_S_06_removed_clusters_are_absent_and_the_last_removal_is_an_empty_response()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, []);
        await client.TakeAsync(Cluster);
        host.Source.Push(mesh => mesh.RemoveCluster("c2"));
        Assert.Equal("CDS c1", (await client.TakeAsync(Cluster)).ToString());
        host.Source.Push(mesh => mesh.RemoveCluster("c1"));
        Assert.Equal("CDS", (await client.TakeAsync(Cluster)).ToString());
    }

    [Fact]
    public async Task S_07_nack_is_kept_with_its_text_and_nothing_is_sent_again()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, []);
        var good = await client.TakeAsync(Cluster);
        host.Source.Push(mesh => mesh.Cluster("c1", "bad"));
        var bad = await client.NextAsync();
        await client.RequestAsync(Cluster, [], good.Version, bad.Nonce, "c1: no such thing");
        await client.AssertSilentAsync();
        var status = host.Status(Cluster);
        Assert.Equal((SyncState.Nacked, "c1: no such thing"), (status.State, status.Error));
        await client.RequestAsync(Endpoint, ["c1"]);
        Assert.Equal(["EDS c1"], await client.DueTextAsync());
    }

    [Fact]
    public async Task S_08_a_fix_after_a_nack_is_sent_at_once_and_clears_the_error()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, []);
        var bad = await client.NextAsync();
        await client.RequestAsync(Cluster, [], "", bad.Nonce, "bad");
        host.Source.Push(mesh => mesh.Cluster("c1", "fixed"));
        await client.TakeAsync(Cluster);
        await client.AssertSilentAsync();
        var status = host.Status(Cluster);
        Assert.Equal((SyncState.Synced, null), (status.State, status.Error));
    }

    [Fact]
    public async Task S_09_rejected_content_does_not_come_back_with_a_change_of_another_type()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, []);
        var bad = await client.NextAsync();
        await client.RequestAsync(Cluster, [], "", bad.Nonce, "bad");
        await client.RequestAsync(Endpoint, ["c1"]);
        await client.TakeAsync(Endpoint, "c1");
        host.Source.Push(mesh => mesh.Endpoints("c1", 81));
        Assert.Equal(["EDS c1"], await client.DueTextAsync());
    }

    [Fact]
    public async Task S_10_a_nack_that_adds_a_name_is_booked_and_the_name_answered()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Endpoint, ["c1"]);
        var first = await client.NextAsync();
        await client.RequestAsync(Endpoint, ["c1", "c2"], "", first.Nonce, "bad");
        Assert.Equal("EDS c2", (await client.NextAsync()).ToString());
        Assert.Equal("bad", host.Status(Endpoint).Error);
    }

    [Fact]
    public async Task S_11_an_outdated_nonce_with_the_same_names_gets_no_answer()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, []);
        var first = await client.TakeAsync(Cluster);
        host.Source.Push(mesh => mesh.Cluster("c1", "changed"));
        await client.TakeAsync(Cluster);
        await client.RequestAsync(Cluster, [], first.Version, first.Nonce);
        await client.AssertSilentAsync();
    }

    [Fact]
    public async Task S_12_a_name_in_a_request_with_an_outdated_nonce_counts_after_two_seconds()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Endpoint, ["c1"]);
        var first = await client.TakeAsync(Endpoint, "c1");
        host.Source.Push(mesh => mesh.Endpoints("c1", 81));
        await client.TakeAsync(Endpoint, "c1");
        await client.RequestAsync(Endpoint, ["c1", "c2"], first.Version, first.Nonce);
        await client.AssertSilentAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(["EDS c2"], await client.DueTextAsync());
    }

    [Fact]
    public async Task S_13_an_outdated_request_followed_by_a_current_one_is_answered_once()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Endpoint, ["c1"]);
        var first = await client.TakeAsync(Endpoint, "c1");
        host.Source.Push(mesh => mesh.Endpoints("c1", 81));
        var second = await client.TakeAsync(Endpoint, "c1");
        await client.RequestAsync(Endpoint, ["c1", "c2"], first.Version, first.Nonce);
        await client.RequestAsync(Endpoint, ["c1", "c2"], second.Version, second.Nonce);
        Assert.Equal(["EDS c2"], await client.DueTextAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        await client.AssertSilentAsync();
    }

    [Fact]
    public async Task S_14_S_15_S_16_names_are_answered_when_added_silent_when_dropped_and_answered_when_added_again()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Endpoint, ["c1"]);
        var first = await client.NextAsync();
        await client.RequestAsync(Endpoint, ["c1", "c2"], first.Version, first.Nonce);
        var second = await client.NextAsync();
        Assert.Equal("EDS c2", second.ToString());
        Assert.Equal(first.Version, second.Version);

        await client.RequestAsync(Endpoint, ["c1"], second.Version, second.Nonce);
        await client.AssertSilentAsync();
        host.Source.Push(mesh => mesh.Endpoints("c2", 81));
        await client.AssertSilentAsync();

        await client.RequestAsync(Endpoint, ["c1", "c2"], second.Version, second.Nonce);
        Assert.Equal(["EDS c2"], await client.DueTextAsync());
    }

    [Fact]
    public async Task S_17_an_unknown_cluster_gets_an_empty_assignment_and_its_endpoints_when_they_come()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Endpoint, ["later"]);
        var empty = await client.TakeAsync(Endpoint, "later");
        Assert.Empty(empty.Resources.Single().Body.Unpack<Envoy.Config.Endpoint.V3.ClusterLoadAssignment>().Endpoints);
        host.Source.Push(mesh => mesh.Endpoints("later"));
        Assert.Equal("EDS later", (await client.NextAsync()).ToString());
    }

    [Fact]
    public async Task S_18_an_unknown_route_table_is_sent_when_it_is_made()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Route, ["later"]);
        await client.AssertSilentAsync();
        Assert.Equal(SyncState.NotSent, host.Status(Route).State);
        host.Source.Push(mesh => mesh.Host("later", "h:80"));
        Assert.Equal("RDS later", (await client.NextAsync()).ToString());
    }

    [Fact]
    public async Task S_19_an_empty_first_request_for_endpoints_subscribes_to_nothing()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Endpoint, []);
        await client.AssertSilentAsync();
        host.Source.Push(mesh => mesh.Endpoints("c1", 81));
        await client.AssertSilentAsync();
    }

    [Fact]
    public async Task S_20_S_21_a_first_request_is_answered_whatever_version_and_nonce_it_brings()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        string version;
        await using (var before = await host.StateClientAsync())
        {
            await before.RequestAsync(Cluster, []);
            version = (await before.TakeAsync(Cluster)).Version;
        }

        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, [], version);
        Assert.Equal("CDS c1", (await client.NextAsync()).ToString());
        await client.RequestAsync(Endpoint, ["c1"], "whatever", "17");
        Assert.Equal("EDS c1", (await client.NextAsync()).ToString());
        await client.RequestAsync(Route, ["r1"], version);
        Assert.Equal("RDS r1", (await client.NextAsync()).ToString());
    }

    [Fact]
    public async Task S_22_two_hundred_identical_requests_get_one_answer()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.StateClientAsync();
        for (var i = 0; i < 200; i++)
        {
            await client.RequestAsync(Endpoint, ["c1"]);
        }

        Assert.Equal(["EDS c1"], await client.DueTextAsync());
    }

    [Fact]
    public async Task S_23_an_older_version_without_error_means_not_applied()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Endpoint, ["c1"]);
        var first = await client.TakeAsync(Endpoint, "c1");
        host.Source.Push(mesh => mesh.Endpoints("c1", 81));
        var second = await client.NextAsync();
        await client.RequestAsync(Endpoint, ["c1"], first.Version, second.Nonce);
        await client.AssertSilentAsync();
        Assert.Equal(SyncState.NotApplied, host.Status(Endpoint).State);
    }

    [Fact]
    public async Task S_24_a_nack_of_one_type_leaves_another_alone()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, []);
        var clusters = await client.NextAsync();
        await client.RequestAsync(Endpoint, ["c1"]);
        await client.TakeAsync(Endpoint, "c1");
        await client.RequestAsync(Cluster, [], "", clusters.Nonce, "bad");
        await client.AssertSilentAsync();
        Assert.Equal((SyncState.Nacked, SyncState.Synced), (host.Status(Cluster).State, host.Status(Endpoint).State));
    }

    [Fact]
    public async Task S_26_the_same_content_made_anew_is_not_sent()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, []);
        await client.TakeAsync(Cluster);
        await client.RequestAsync(Endpoint, ["c1"]);
        await client.TakeAsync(Endpoint, "c1");
        host.Source.Publish(TestMesh.Of(2).Build());
        await client.AssertSilentAsync();
    }

    [Fact]
    public async Task S_27_two_requests_before_the_first_answer_deliver_each_name_once()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Endpoint, ["c1"]);
        await client.RequestAsync(Endpoint, ["c1", "c2"]);
        var names = (await client.DueAsync()).SelectMany(reply => reply.Names);
        Assert.Equal(["c1", "c2"], names);
    }

    [Fact]
    public async Task T_06_an_unknown_type_leaves_the_stream_open()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.StateClientAsync();
        await client.SendAsync(new Envoy.Service.Discovery.V3.DiscoveryRequest { Node = client.Node, TypeUrl = "type.googleapis.com/made.up.Thing", ResourceNames = { "x" } });
        await client.RequestAsync(Cluster, []);
        Assert.Equal(["CDS c1"], await client.DueTextAsync());
    }
}
