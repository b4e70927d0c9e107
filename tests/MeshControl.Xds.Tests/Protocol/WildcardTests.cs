using Envoy.Service.Discovery.V3;
using MeshControl.Xds.Tests.Host;
using static MeshControl.Generation.Output.ResourceType;

namespace MeshControl.Xds.Tests.Protocol;

/// <summary>What means everything, and what means nothing (conformance cases W).</summary>
public sealed class WildcardTests
{
    [Fact]
    public async Task W_01_state_of_the_world_goes_from_all_to_named_to_nothing()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, []);
        var reply = await client.NextAsync();
        Assert.Equal("CDS c1 c2", reply.ToString());
        await client.RequestAsync(Cluster, ["*", "c1"], reply.Version, reply.Nonce);
        reply = await client.NextAsync();
        Assert.Equal("CDS c1 c2", reply.ToString());
        await client.RequestAsync(Cluster, ["c1"], reply.Version, reply.Nonce);
        reply = await client.NextAsync();
        Assert.Equal("CDS c1", reply.ToString());
        await client.RequestAsync(Cluster, [], reply.Version, reply.Nonce);
        await client.AssertSilentAsync();
        host.Source.Push(mesh => mesh.Cluster("c1", "changed"));
        await client.AssertSilentAsync();
    }

    [Fact]
    public async Task W_02_a_named_first_request_followed_by_an_empty_one_ends_in_silence()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1).Listener("l2"));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Listener, ["l1"]);
        var reply = await client.NextAsync();
        Assert.Equal("LDS l1", reply.ToString());
        await client.RequestAsync(Listener, [], reply.Version, reply.Nonce);
        await client.AssertSilentAsync();
        host.Source.Push(mesh => mesh.Listener("l1", "changed"));
        await client.AssertSilentAsync();
    }

    [Fact]
    public async Task W_03_delta_keeps_the_wildcard_until_it_is_dropped_by_name()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Cluster);
        await client.TakeAsync(Cluster);
        await client.SubscribeAsync(Cluster, "c1");
        Assert.Equal("CDS c1", (await client.TakeAsync(Cluster)).ToString());
        host.Source.Push(mesh => mesh.Cluster("c2", "a"));
        Assert.Equal("CDS c2", (await client.TakeAsync(Cluster)).ToString());
        await client.UnsubscribeAsync(Cluster, "*");
        await client.AssertSilentAsync();
        host.Source.Push(mesh => mesh.Cluster("c2", "b").Cluster("c1", "b"));
        Assert.Equal(["CDS c1"], await TakeAllAsync(client));
        await client.UnsubscribeAsync(Cluster, "c1");
        await client.AssertSilentAsync();
        host.Source.Push(mesh => mesh.Cluster("c1", "c"));
        await client.AssertSilentAsync();
    }

    [Fact]
    public async Task W_04_W_05_dropping_a_name_under_the_wildcard_tells_what_is_left_of_it()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Cluster, "*", "c1", "missing");
        Assert.Equal("CDS c1 -missing", (await client.TakeAsync(Cluster)).ToString());
        await client.UnsubscribeAsync(Cluster, "c1");
        Assert.Equal("CDS c1", (await client.TakeAsync(Cluster)).ToString());
        await client.UnsubscribeAsync(Cluster, "missing");
        Assert.Equal("CDS -missing", (await client.TakeAsync(Cluster)).ToString());
    }

    [Fact]
    public async Task W_06_subscribing_and_dropping_the_wildcard_at_once_means_nothing()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.DeltaClientAsync();
        await client.SendAsync(new DeltaDiscoveryRequest
        {
            Node = client.Node, TypeUrl = Cluster.TypeUrl, ResourceNamesSubscribe = { "*" }, ResourceNamesUnsubscribe = { "*" },
        });
        await client.AssertSilentAsync();
        await client.SubscribeAsync(Cluster, "c1");
        Assert.Equal("CDS c1", (await client.NextAsync()).ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task W_07_a_wildcard_for_endpoints_gets_all_of_them(bool isDelta)
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await AdsClient.OpenAsync(host, isDelta, "envoy");
        await (isDelta ? client.SubscribeAsync(Endpoint, "*") : client.RequestAsync(Endpoint, ["*"]));
        Assert.Equal("EDS c1 c2", (await client.NextAsync()).ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task W_08_a_grpc_client_means_nothing_by_an_empty_list(bool isDelta)
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await AdsClient.OpenAsync(host, isDelta, "gRPC Go");
        await (isDelta ? client.SubscribeAsync(Cluster) : client.RequestAsync(Cluster, []));
        await client.AssertSilentAsync();
    }

    [Fact]
    public async Task W_09_a_new_cluster_is_sent_under_the_wildcard()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Cluster);
        await client.TakeAsync(Cluster);
        host.Source.Push(mesh => mesh.Cluster("c2"));
        Assert.Equal("CDS c2", (await client.NextAsync()).ToString());
    }

    [Fact]
    public async Task A_wildcard_after_named_subscriptions_brings_everything()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Cluster, "c1");
        await client.TakeAsync(Cluster);
        await client.SubscribeAsync(Cluster, "*");
        Assert.Contains("c2", (await client.NextAsync()).Names);
    }

    private static async Task<string[]> TakeAllAsync(AdsClient client)
    {
        var due = await client.DueAsync();
        foreach (var reply in due)
        {
            await client.AckAsync(reply);
        }

        return [.. due.Select(reply => reply.ToString())];
    }
}
