using Envoy.Service.Discovery.V3;
using MeshControl.Xds.Diagnostics;
using MeshControl.Xds.Sessions;
using MeshControl.Xds.Tests.Host;
using static MeshControl.Generation.Output.ResourceType;

namespace MeshControl.Xds.Tests.Protocol;

/// <summary>The delta variant (conformance cases D).</summary>
public sealed class DeltaTests
{
    [Fact]
    public async Task D_01_D_02_the_first_request_gets_all_clusters_and_an_ack_is_followed_by_silence()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Cluster);
        Assert.Equal("CDS c1 c2", (await client.TakeAsync(Cluster)).ToString());
        await client.AssertSilentAsync();
        Assert.Equal(SyncState.Synced, host.Status(Cluster).State);
    }

    [Fact]
    public async Task D_03_D_04_D_05_a_response_holds_exactly_what_changed_and_what_is_gone()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(4));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Cluster);
        await client.TakeAsync(Cluster);
        host.Source.Push(mesh => mesh.Cluster("c1", "changed"));
        Assert.Equal("CDS c1", (await client.TakeAsync(Cluster)).ToString());
        host.Source.Push(mesh => mesh.RemoveCluster("c2"));
        Assert.Equal("CDS -c2", (await client.TakeAsync(Cluster)).ToString());
        host.Source.Push(mesh => mesh.RemoveCluster("c3").Cluster("c1", "again"));
        Assert.Equal("CDS c1 -c3", (await client.TakeAsync(Cluster)).ToString());
    }

    [Fact]
    public async Task D_06_D_07_D_08_D_09_subscriptions_are_answered_also_when_repeated_and_end_silently()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Endpoint, "c1");
        Assert.Equal("EDS c1", (await client.TakeAsync(Endpoint)).ToString());
        await client.SubscribeAsync(Endpoint, "c2");
        Assert.Equal("EDS c2", (await client.TakeAsync(Endpoint)).ToString());
        await client.SubscribeAsync(Endpoint, "c1");
        Assert.Equal("EDS c1", (await client.TakeAsync(Endpoint)).ToString());
        await client.UnsubscribeAsync(Endpoint, "c1", "never-heard-of");
        await client.AssertSilentAsync();
        host.Source.Push(mesh => mesh.Endpoints("c1", 81));
        await client.AssertSilentAsync();
    }

    [Fact]
    public async Task D_10_an_unknown_route_table_does_not_exist_at_once_and_is_sent_when_it_is_made()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Route, "later");
        Assert.Equal("RDS -later", (await client.TakeAsync(Route)).ToString());
        host.Source.Push(mesh => mesh.Host("later", "h:80"));
        Assert.Equal("RDS later", (await client.TakeAsync(Route)).ToString());
    }

    [Fact]
    public async Task D_11_a_subscription_with_an_unknown_nonce_counts()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Endpoint, "c1");
        await client.TakeAsync(Endpoint);
        await client.SendAsync(new DeltaDiscoveryRequest { TypeUrl = Endpoint.TypeUrl, ResponseNonce = "4711", ResourceNamesSubscribe = { "c2" } });
        Assert.Equal("EDS c2", (await client.NextAsync()).ToString());
    }

    [Fact]
    public async Task D_12_a_nack_that_subscribes_is_booked_and_answered()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Endpoint, "c1");
        await client.NackAsync(await client.NextAsync(), "bad", "c2");
        Assert.Equal("EDS c2", (await client.NextAsync()).ToString());
        Assert.Equal("bad", host.Status(Endpoint).Error);
    }

    [Fact]
    public async Task D_13_O_07_reconnecting_with_equal_versions_costs_one_empty_answer()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        var versions = await VersionsAsync(host);
        await using var client = await host.DeltaClientAsync();
        await client.SendAsync(Reconnect(client, Cluster, [], versions));
        await client.SendAsync(Reconnect(client, Endpoint, ["c1", "c2"], versions));
        Assert.Equal(["CDS"], await client.DueTextAsync());
        Assert.Equal(SyncState.Synced, host.Status(Endpoint).State);
    }

    [Fact]
    public async Task D_14_D_15_D_16_reconnecting_brings_only_what_changed_or_is_gone()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(3));
        var versions = await VersionsAsync(host);
        host.Source.Push(mesh => mesh.Cluster("c1", "changed").RemoveCluster("c2"));
        await using var client = await host.DeltaClientAsync();
        await client.SendAsync(Reconnect(client, Cluster, [], versions));
        Assert.Equal("CDS c1 -c2", (await client.TakeAsync(Cluster)).ToString());
        // c3 is in the map, but neither subscribed nor covered by a wildcard.
        await client.SendAsync(Reconnect(client, Endpoint, ["c1"], versions));
        Assert.Equal("EDS c1", (await client.TakeAsync(Endpoint)).ToString());
        host.Source.Push(mesh => mesh.Endpoints("c3", 81));
        await client.AssertSilentAsync();
    }

    [Fact]
    public async Task D_17_versions_of_another_server_bring_everything()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.DeltaClientAsync();
        await client.SendAsync(Reconnect(client, Cluster, [], new() { ["CDS c1"] = "1", ["CDS c2"] = "" }));
        Assert.Equal("CDS c1 c2", (await client.NextAsync()).ToString());
    }

    [Fact]
    public async Task D_18_versions_in_a_second_request_are_ignored()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        var versions = await VersionsAsync(host);
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Endpoint, "c1");
        await client.TakeAsync(Endpoint);
        await client.SendAsync(Reconnect(client, Endpoint, ["c2"], versions));
        Assert.Equal("EDS c2", (await client.NextAsync()).ToString());
    }

    [Fact]
    public async Task D_19_an_empty_mesh_answers_the_first_wildcard_request()
    {
        await using var host = await AdsTestHost.StartAsync(new TestMesh());
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Cluster);
        Assert.Equal("CDS", (await client.NextAsync()).ToString());
    }

    [Fact]
    public async Task D_20_a_removed_extension_is_not_announced()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1).Extension("filter"));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Extension, "filter");
        await client.TakeAsync(Extension);
        host.Source.Push(mesh => mesh.RemoveExtension("filter"));
        await client.AssertSilentAsync();
        host.Source.Push(mesh => mesh.Extension("filter"));
        Assert.Equal("ECDS filter", (await client.NextAsync()).ToString());
    }

    [Fact]
    public async Task D_21_endpoints_of_a_deleted_service_become_empty()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Endpoint, "c1");
        await client.TakeAsync(Endpoint);
        host.Source.Push(mesh => mesh.RemoveCluster("c1"));
        var reply = await client.NextAsync();
        Assert.Equal("EDS c1", reply.ToString());
        Assert.Empty(reply.Resources.Single().Body.Unpack<Envoy.Config.Endpoint.V3.ClusterLoadAssignment>().Endpoints);
    }

    [Fact]
    public async Task D_22_a_name_both_subscribed_and_dropped_ends_dropped()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Endpoint, "c1");
        await client.TakeAsync(Endpoint);
        await client.SendAsync(new DeltaDiscoveryRequest { TypeUrl = Endpoint.TypeUrl, ResourceNamesSubscribe = { "c2" }, ResourceNamesUnsubscribe = { "c2" } });
        await client.AssertSilentAsync();
        host.Source.Push(mesh => mesh.Endpoints("c2", 81));
        await client.AssertSilentAsync();
    }

    [Fact]
    public async Task D_23_D_24_large_answers_come_in_parts_below_the_limit_with_each_resource_once()
    {
        const int limit = 64 * 1024;
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1), new AdsOptions { MaxResponseBytes = limit });
        await using var client = await host.DeltaClientAsync();
        var names = Enumerable.Range(0, 100_000).Select(i => $"outbound|{i}||host").ToArray();
        await client.SubscribeAsync(Endpoint, names);
        var seen = new HashSet<string>();
        while (seen.Count < names.Length)
        {
            var part = await client.TakeAsync(Endpoint);
            Assert.InRange(part.Resources.Sum(resource => resource.Body.CalculateSize()), 1, limit);
            Assert.All(part.Names, name => Assert.True(seen.Add(name)));
        }

        await client.AssertSilentAsync();
        Assert.Equal(SyncState.Synced, host.Status(Endpoint).State);
    }

    [Fact]
    public async Task D_23_more_names_than_allowed_end_the_stream_with_the_limit()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1), new AdsOptions { MaxNames = 10 });
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Endpoint, [.. Enumerable.Range(0, 11).Select(i => $"c{i}")]);
        Assert.Contains("above the limit of 10", (await client.EndAsync()).Detail);
    }

    [Fact]
    public async Task D_25_an_ack_that_comes_after_the_next_response_still_counts()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Endpoint, "c1");
        var first = await client.NextAsync();
        await client.SubscribeAsync(Endpoint, "c2");
        var second = await client.NextAsync();
        await client.AckAsync(first);
        await client.AckAsync(second);
        await client.AssertSilentAsync();
        Assert.Equal(SyncState.Synced, host.Status(Endpoint).State);
    }

    [Fact]
    public async Task D_26_a_nack_belongs_to_the_response_it_names()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Endpoint, "c1");
        await client.NextAsync();
        await client.SubscribeAsync(Endpoint, "c2");
        var second = await client.NextAsync();
        await client.NackAsync(second, "bad");
        await client.AssertSilentAsync();
        var status = host.Status(Endpoint);
        Assert.Equal((SyncState.Nacked, second.Nonce, "bad"), (status.State, status.SentNonce, status.Error));
    }

    [Fact]
    public async Task D_27_a_request_that_changes_nothing_gets_no_answer()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Cluster);
        await client.TakeAsync(Cluster);
        await client.SubscribeAsync(Cluster);
        await client.AssertSilentAsync();
    }

    [Fact]
    public async Task Good_resources_of_a_rejected_response_are_sent_again_without_the_bad_one_that_the_client_names()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(3));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Endpoint, "c1", "c2", "c3");
        await client.NackAsync(await client.NextAsync(), "cannot take c2");
        Assert.Equal("EDS c1 c3", (await client.TakeAsync(Endpoint)).ToString());
        host.Source.Push(mesh => mesh.Endpoints("c1", 81));
        Assert.Equal(["EDS c1"], await client.DueTextAsync());
    }

    [Fact]
    public async Task All_resources_of_a_rejected_response_go_along_with_the_next_change_where_the_client_names_none()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(3));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Endpoint, "c1", "c2", "c3");
        await client.NackAsync(await client.NextAsync(), "something is wrong");
        await client.AssertSilentAsync();
        host.Source.Push(mesh => mesh.Endpoints("c1", 81));
        Assert.Equal(["c1", "c2", "c3"], (await client.NextAsync()).Names.Order());
    }

    [Fact]
    public async Task T_06_names_of_an_unknown_type_do_not_exist()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.DeltaClientAsync();
        await client.SendAsync(new DeltaDiscoveryRequest { Node = client.Node, TypeUrl = "type.googleapis.com/made.up.Thing", ResourceNamesSubscribe = { "x" } });
        Assert.Equal("type.googleapis.com/made.up.Thing -x", (await client.NextAsync()).ToString());
        await client.SubscribeAsync(Cluster);
        Assert.Equal(["CDS c1"], await client.DueTextAsync());
    }

    /// <summary>What a client of the mesh holds now: `CDS c1` and its version.</summary>
    internal static async Task<Dictionary<string, string>> VersionsAsync(AdsTestHost host)
    {
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Cluster);
        var clusters = await client.TakeAsync(Cluster);
        await client.SubscribeAsync(Endpoint, clusters.Names);
        var endpoints = await client.TakeAsync(Endpoint);
        return clusters.Resources.Select(resource => ("CDS " + resource.Name, resource.Version))
            .Concat(endpoints.Resources.Select(resource => ("EDS " + resource.Name, resource.Version)))
            .ToDictionary(pair => pair.Item1, pair => pair.Version);
    }

    internal static DeltaDiscoveryRequest Reconnect(AdsClient client, Generation.Output.ResourceType type, string[] names, Dictionary<string, string> versions)
    {
        var request = new DeltaDiscoveryRequest { Node = client.Node, TypeUrl = type.TypeUrl, ResourceNamesSubscribe = { names } };
        foreach (var (name, version) in versions.Where(pair => pair.Key.StartsWith(type.Name + " ", StringComparison.Ordinal)))
        {
            request.InitialResourceVersions[name[(type.Name.Length + 1)..]] = version;
        }

        return request;
    }
}
