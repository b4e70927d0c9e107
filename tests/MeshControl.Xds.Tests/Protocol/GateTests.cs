using Envoy.Service.Discovery.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Grpc;
using MeshControl.Xds.Tests.Host;
using static MeshControl.Generation.Output.ResourceType;

namespace MeshControl.Xds.Tests.Protocol;

/// <summary>Who is let in, and what a first request must hold (conformance cases N).</summary>
public sealed class GateTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task N_01_before_the_first_complete_configuration_streams_are_unavailable(bool isDelta)
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        host.Source.IsReady = false;
        await using (var early = await AdsClient.OpenAsync(host, isDelta, "envoy"))
        {
            Assert.Equal(GrpcStatusCode.Unavailable, (await early.EndAsync()).Code);
        }

        host.Source.IsReady = true;
        await using var late = await AdsClient.OpenAsync(host, isDelta, "envoy");
        await (isDelta ? late.SubscribeAsync(Cluster) : late.RequestAsync(Cluster, []));
        Assert.Equal("CDS c1", (await late.NextAsync()).ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task N_02_a_first_request_without_node_is_an_invalid_argument(bool isDelta)
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await AdsClient.OpenAsync(host, isDelta, "envoy");
        await (isDelta
            ? client.SendAsync(new DeltaDiscoveryRequest { TypeUrl = Cluster.TypeUrl })
            : client.SendAsync(new DiscoveryRequest { TypeUrl = Cluster.TypeUrl }));
        var status = await client.EndAsync();
        Assert.Equal(GrpcStatusCode.InvalidArgument, status.Code);
        Assert.Contains("missing node information", status.Detail);
    }

    [Fact]
    public async Task N_03_later_requests_need_no_node()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, []);
        await client.TakeAsync(Cluster);
        await client.SendAsync(new DiscoveryRequest { TypeUrl = Endpoint.TypeUrl, ResourceNames = { "c1" } });
        Assert.Equal("EDS c1", (await client.NextAsync()).ToString());
    }

    [Fact]
    public async Task N_04_another_node_in_a_later_request_changes_nothing()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, []);
        await client.TakeAsync(Cluster);
        var other = client.Node;
        other.Id = "sidecar~10.0.0.2~other-1.else~else.svc.cluster.local";
        await client.SendAsync(new DiscoveryRequest { Node = other, TypeUrl = Endpoint.TypeUrl, ResourceNames = { "c1" } });
        await client.NextAsync();
        Assert.Equal("app-1.default", host.Sessions.Snapshots().Single().Proxy.Id);
    }

    [Theory]
    [InlineData("sidecar", "does not have the form")]
    [InlineData("sidecar~10.0.0.1~app~default.svc.cluster.local", "names no pod")]
    [InlineData("teapot~10.0.0.1~app.default~default.svc.cluster.local", "teapot")]
    [InlineData("sidecar~nowhere~app.default~default.svc.cluster.local", "nowhere")]
    public async Task N_05_a_node_id_of_another_form_is_an_invalid_argument_that_names_the_problem(string id, string problem)
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.StateClientAsync();
        var node = client.Node;
        node.Id = id;
        await client.SendAsync(new DiscoveryRequest { Node = node, TypeUrl = Cluster.TypeUrl });
        var status = await client.EndAsync();
        Assert.Equal(GrpcStatusCode.InvalidArgument, status.Code);
        Assert.Contains(problem, status.Detail);
    }

    [Fact]
    public async Task N_05_node_metadata_of_a_wrong_type_is_refused_and_other_streams_go_on()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var good = await host.StateClientAsync();
        await good.RequestAsync(Cluster, []);
        await good.TakeAsync(Cluster);
        await using var bad = await host.StateClientAsync();
        var node = bad.Node;
        node.Metadata = new Struct { Fields = { ["LABELS"] = Value.ForString("app=web") } };
        await bad.SendAsync(new DiscoveryRequest { Node = node, TypeUrl = Cluster.TypeUrl });
        var status = await bad.EndAsync();
        Assert.Equal((GrpcStatusCode.InvalidArgument, "node metadata LABELS is not an object"), (status.Code, status.Detail));
        host.Source.Push(mesh => mesh.Cluster("c2"));
        Assert.Equal("CDS c1 c2", (await good.NextAsync()).ToString());
    }

    [Fact]
    public async Task N_07_a_client_that_may_have_no_secrets_gets_none_but_everything_else()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        host.Source.SetSecret("default", "key");
        host.Source.AllowsSecrets = requester => requester.IsEncrypted;
        await using var client = await host.DeltaClientAsync();
        await client.WantSecretAsync("default");
        await client.SubscribeAsync(Cluster);
        Assert.Equal(["CDS c1"], await client.DueTextAsync());
    }

    [Fact]
    public async Task N_09_configuration_published_while_a_proxy_connects_reaches_it()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        host.Source.Connecting = () => host.Source.Push(mesh => mesh.Cluster("c2"));
        await using var client = await host.StateClientAsync();
        await client.RequestAsync(Cluster, []);
        Assert.Equal("CDS c1 c2", (await client.NextAsync()).ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task N_10_a_request_without_type_url_is_an_invalid_argument(bool isDelta)
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await AdsClient.OpenAsync(host, isDelta, "envoy");
        await (isDelta ? client.SendAsync(new DeltaDiscoveryRequest { Node = client.Node }) : client.SendAsync(new DiscoveryRequest { Node = client.Node }));
        var status = await client.EndAsync();
        Assert.Equal(GrpcStatusCode.InvalidArgument, status.Code);
        Assert.Contains("type_url", status.Detail);
    }

    [Fact]
    public async Task H_13_half_close_after_a_request_still_answers_it_and_ends_with_ok()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Cluster);
        await client.HalfCloseAsync();
        Assert.Equal("CDS c1", (await client.NextAsync()).ToString());
        Assert.Equal(GrpcStatus.Ok, await client.EndAsync());
        await Eventually.IsAsync(() => host.Sessions.Count == 0 && host.Source.Catalog.Count == 0);
    }

    [Fact]
    public async Task H_14_a_client_that_vanishes_leaves_nothing_behind()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        await using (var client = await host.DeltaClientAsync())
        {
            await client.SubscribeAsync(Cluster);
            await client.NextAsync();
            Assert.Equal(1, host.Source.Catalog.Count);
        }

        await Eventually.IsAsync(() => host.Sessions.Count == 0 && host.Source.Catalog.Count == 0);
    }
}
