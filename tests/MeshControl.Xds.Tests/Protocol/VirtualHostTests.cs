using MeshControl.Generation.Output;
using MeshControl.Xds.Sessions;
using MeshControl.Xds.Tests.Host;
using static MeshControl.Generation.Output.ResourceType;

namespace MeshControl.Xds.Tests.Protocol;

/// <summary>Route tables whose virtual hosts come as resources of their own.</summary>
public sealed class VirtualHostTests
{
    [Fact]
    public async Task Hosts_follow_the_acknowledgement_of_their_table()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await host.DeltaClientAsync("envoy");
        await client.SubscribeAsync(Route, "r1");
        var table = await client.NextAsync();
        await client.SubscribeAsync(VirtualHost);
        await client.AssertSilentAsync();
        await client.AckAsync(table);
        Assert.Equal(["VHDS r1/c1:80 r1/c2:80"], await client.DueTextAsync());
    }

    [Fact]
    public async Task An_edit_of_one_host_sends_that_host_alone()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await SyncedAsync(host, "r1");
        host.Source.Push(mesh => mesh.Host("r1", "c1:80", "c2"));
        Assert.Equal("VHDS r1/c1:80", (await client.TakeAsync(VirtualHost)).ToString());
        host.Source.Push(mesh => mesh.RemoveHost("r1", "c2:80").Host("r1", "c3:80"));
        Assert.Equal("VHDS r1/c3:80 -r1/c2:80", (await client.TakeAsync(VirtualHost)).ToString());
        await client.AssertSilentAsync();
    }

    [Fact]
    public async Task Hosts_of_a_table_that_is_added_later_wait_for_it_while_others_go_on()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await SyncedAsync(host, "r1");
        host.Source.Push(mesh => mesh.Host("r2", "x:80"));
        await client.SubscribeAsync(Route, "r2");
        var table = await client.NextAsync();
        Assert.Equal("RDS r2", table.ToString());
        host.Source.Push(mesh => mesh.Host("r1", "c1:80", "c2").Host("r2", "y:80"));
        Assert.Equal("VHDS r1/c1:80", (await client.TakeAsync(VirtualHost)).ToString());
        await client.AckAsync(table);
        Assert.Equal("VHDS r2/x:80 r2/y:80", (await client.TakeAsync(VirtualHost)).ToString());
    }

    [Fact]
    public async Task A_table_that_is_dropped_and_asked_for_again_gets_all_its_hosts_again()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await SyncedAsync(host, "r1");
        await client.UnsubscribeAsync(Route, "r1");
        await client.AssertSilentAsync();
        host.Source.Push(mesh => mesh.Host("r1", "c1:80", "c2"));
        await client.AssertSilentAsync();
        await client.SubscribeAsync(Route, "r1");
        await client.TakeAsync(Route);
        Assert.Equal("VHDS r1/c1:80 r1/c2:80", (await client.TakeAsync(VirtualHost)).ToString());
    }

    [Fact]
    public async Task A_rejected_table_gets_its_hosts_nevertheless_because_others_of_the_response_may_be_active()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.DeltaClientAsync("envoy");
        await client.SubscribeAsync(Route, "r1");
        var table = await client.NextAsync();
        await client.SubscribeAsync(VirtualHost);
        await client.NackAsync(table, "bad");
        Assert.Equal(["VHDS r1/c1:80"], await client.DueTextAsync());
    }

    [Fact]
    public async Task A_reconnect_with_known_versions_brings_only_what_changed()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(3));
        var versions = new Dictionary<string, string>();
        await using (var before = await host.DeltaClientAsync("envoy"))
        {
            await before.SubscribeAsync(Route, "r1");
            Note(versions, await before.TakeAsync(Route));
            await before.SubscribeAsync(VirtualHost);
            Note(versions, await before.TakeAsync(VirtualHost));
        }

        host.Source.Push(mesh => mesh.Host("r1", "c1:80", "c3").RemoveHost("r1", "c2:80"));
        foreach (var hostsFirst in new[] { false, true })
        {
            await using var client = await host.DeltaClientAsync("envoy");
            var routes = DeltaTests.Reconnect(client, Route, ["r1"], versions);
            var hosts = DeltaTests.Reconnect(client, VirtualHost, [], versions);
            await client.SendAsync(hostsFirst ? hosts : routes);
            await client.SendAsync(hostsFirst ? routes : hosts);
            Assert.Equal(["VHDS r1/c1:80 -r1/c2:80"], await client.DueTextAsync());
        }
    }

    [Fact]
    public async Task A_cluster_goes_only_after_the_host_that_used_it()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await SyncedAsync(host, "r1");
        await client.SubscribeAsync(Cluster);
        await client.TakeAsync(Cluster);
        host.Source.Push(mesh => mesh.RemoveCluster("c2").RemoveHost("r1", "c2:80"));
        var due = await client.DueAsync();
        Assert.Equal(["VHDS -r1/c2:80"], due.Select(reply => reply.ToString()));
        await client.AckAsync(due[0]);
        Assert.Equal(["CDS -c2"], await client.DueTextAsync());
    }

    [Theory]
    [InlineData(false, "envoy", RouteDelivery.VirtualHost)]
    [InlineData(true, "gRPC Java", RouteDelivery.VirtualHost)]
    [InlineData(true, "envoy", RouteDelivery.Table)]
    public async Task State_of_the_world_other_clients_and_the_option_get_whole_tables(bool isDelta, string agent, RouteDelivery delivery)
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2), new AdsOptions { RouteDelivery = delivery });
        await using var client = await AdsClient.OpenAsync(host, isDelta, agent);
        await (isDelta ? client.SubscribeAsync(Route, "r1") : client.RequestAsync(Route, ["r1"]));
        var table = (await client.NextAsync()).Resources.Single().Body.Unpack<Envoy.Config.Route.V3.RouteConfiguration>();
        Assert.Equal((2, null), (table.VirtualHosts.Count, table.Vhds));
    }

    [Fact]
    public async Task Dumps_show_whole_tables_however_they_were_delivered()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(2));
        await using var client = await SyncedAsync(host, "r1");
        var routes = host.Sessions.Dump("app-1.default")!.ToMessage(["rds"]).Configs[1].Unpack<Envoy.Admin.V3.RoutesConfigDump>();
        var table = routes.DynamicRouteConfigs.Single().RouteConfig.Unpack<Envoy.Config.Route.V3.RouteConfiguration>();
        Assert.Equal(["c1:80", "c2:80"], table.VirtualHosts.Select(virtualHost => virtualHost.Name));
    }

    private static void Note(Dictionary<string, string> versions, AdsReply reply)
    {
        foreach (var resource in reply.Resources)
        {
            versions[$"{reply.Type!.Name} {resource.Name}"] = resource.Version;
        }
    }

    private static async Task<AdsClient> SyncedAsync(AdsTestHost host, params string[] tables)
    {
        var client = await host.DeltaClientAsync("envoy");
        await client.SubscribeAsync(Route, tables);
        await client.TakeAsync(Route);
        await client.SubscribeAsync(VirtualHost);
        await client.TakeAsync(VirtualHost);
        await client.AssertSilentAsync();
        return client;
    }
}
