using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Server.Sources;
using MeshControl.Testing.Kubernetes;
using static MeshControl.Server.Tests.Kubernetes.ClusterObjects;

namespace MeshControl.Server.Tests.Kubernetes;

public class KubernetesSourceTests
{
    [Fact]
    public async Task Everything_there_is_comes_in_one_first_update()
    {
        await using var cluster = await FollowedCluster.StartAsync(server =>
        {
            server.Serve(MeshKinds.VirtualServices);
            server.Put(Namespace("shop"));
            server.Put(Service("shop", "web"));
            server.Put(Slice("shop", "web", "10.0.0.1"));
            server.Put(Pod("shop", "web-1", "10.0.0.1"));
            server.Put(VirtualService("shop", "web", "web"));
        });

        await cluster.SyncedAsync();

        Assert.Equal(
            ["EndpointSlice/shop/web-1", "Namespace/shop", "Pod/shop/web-1", "Service/shop/web", "VirtualService/shop/web"],
            cluster.Look(store => store.All.Select(resource => resource.Key.ToString()).Order(StringComparer.Ordinal).ToList()));
        Assert.Empty(cluster.Source.Waiting);
    }

    [Fact]
    public async Task Changes_follow_and_what_means_nothing_is_no_update()
    {
        await using var cluster = await FollowedCluster.StartAsync(server => server.Put(Service("shop", "web")));
        await cluster.SyncedAsync();

        cluster.Server.Put(Service("shop", "web").Replace("\"namespace\":\"shop\"", "\"namespace\":\"shop\",\"annotations\":{\"heart\":\"beat\"}", StringComparison.Ordinal));
        cluster.Server.Put(Service("shop", "api"));
        await cluster.UntilThereAsync("Service/shop/api");
        Assert.True(cluster.Server.Delete(FakeKinds.Services, "shop", "web"));
        await cluster.UntilGoneAsync("Service/shop/web");

        Assert.Equal(3, cluster.Updates.Count);
    }

    [Fact]
    public async Task Nothing_is_reported_before_every_kind_has_been_read_and_readiness_names_what_is_missing()
    {
        await using var cluster = await FollowedCluster.StartAsync(server =>
        {
            server.Put(Service("shop", "web"));
            server.Faults.Answer = request => request.Resource == "pods" ? FakeAnswer.Of(System.Net.HttpStatusCode.Forbidden) : null;
        });
        await Eventually.TrueAsync(() => cluster.Source.Waiting is [var only] && only.StartsWith("pods: ", StringComparison.Ordinal) && only.Contains("403", StringComparison.Ordinal));

        Assert.Empty(cluster.Updates);
        cluster.Server.Faults.Answer = null;

        await cluster.UntilThereAsync("Service/shop/web");
        Assert.Empty(cluster.Source.Waiting);
    }

    [Fact]
    public async Task A_kind_that_is_installed_later_is_picked_up()
    {
        await using var cluster = await FollowedCluster.StartAsync();
        await cluster.SyncedAsync();

        cluster.Server.Serve(MeshKinds.VirtualServices);
        cluster.Server.Put(VirtualService("shop", "web", "web"));

        await cluster.UntilThereAsync("VirtualService/shop/web");
    }

    [Fact]
    public async Task The_version_that_the_server_has_is_read_and_another_one_takes_over_without_a_loss()
    {
        await using var cluster = await FollowedCluster.StartAsync(server =>
        {
            server.Serve(MeshKinds.OldVirtualServices);
            server.Put(VirtualService("shop", "web", "web", version: "v1beta1"));
        });
        await cluster.UntilAsync("VirtualService/shop/web", found => found.Meta.ApiVersion.EndsWith("v1beta1", StringComparison.Ordinal));

        cluster.Server.Serve(MeshKinds.VirtualServices);
        cluster.Server.Unserve(MeshKinds.OldVirtualServices);
        cluster.Server.Put(VirtualService("shop", "web", "web", "9s"));

        await cluster.UntilAsync("VirtualService/shop/web", found => ((Resource<VirtualService>)found).Spec.Http[0].Timeout == TimeSpan.FromSeconds(9));
        Assert.DoesNotContain(cluster.Updates.SelectMany(update => update.Events), e => e is ResourceDeleted);
    }

    [Fact]
    public async Task A_kind_that_is_removed_for_good_takes_its_objects_along()
    {
        await using var cluster = await FollowedCluster.StartAsync(server =>
        {
            server.Serve(MeshKinds.VirtualServices);
            server.Put(VirtualService("shop", "web", "web"));
        });
        await cluster.UntilThereAsync("VirtualService/shop/web");

        cluster.Server.Unserve(MeshKinds.VirtualServices);

        await cluster.UntilGoneAsync("VirtualService/shop/web");
    }

    [Fact]
    public async Task A_kind_that_the_server_forgets_for_a_moment_loses_nothing()
    {
        await using var cluster = await FollowedCluster.StartAsync(
            server =>
            {
                server.Serve(MeshKinds.VirtualServices);
                server.Put(VirtualService("shop", "web", "web"));
            },
            FollowedCluster.Options with { AbsenceGrace = TimeSpan.FromMinutes(5) });
        await cluster.UntilThereAsync("VirtualService/shop/web");

        cluster.Server.Unserve(MeshKinds.VirtualServices);
        await Eventually.TrueAsync(() => cluster.Source.Troubles.Any(trouble => trouble.StartsWith("virtualservices", StringComparison.Ordinal)));
        cluster.Server.Put(Service("shop", "witness"));
        await cluster.UntilThereAsync("Service/shop/witness");
        Assert.True(cluster.Has("VirtualService/shop/web"));

        cluster.Server.Serve(MeshKinds.VirtualServices);
        cluster.Server.Put(VirtualService("shop", "web", "web", "9s"));
        await cluster.UntilAsync("VirtualService/shop/web", found => ((Resource<VirtualService>)found).Spec.Http[0].Timeout == TimeSpan.FromSeconds(9));
        Assert.DoesNotContain(cluster.Updates.SelectMany(update => update.Events), e => e is ResourceDeleted);
    }

    [Fact]
    public async Task Endpoints_stand_in_where_the_server_has_no_slices()
    {
        await using var cluster = await FollowedCluster.StartAsync(server =>
        {
            server.Unserve(FakeKinds.EndpointSlices);
            server.Put(Endpoints("shop", "web", "10.0.0.1"));
        });

        await cluster.UntilThereAsync("Endpoints/shop/web");
    }

    [Fact]
    public async Task An_object_with_errors_keeps_its_last_good_version_and_tells_why()
    {
        await using var cluster = await FollowedCluster.StartAsync(server =>
        {
            server.Serve(MeshKinds.VirtualServices);
            server.Put(VirtualService("shop", "web", "web", "7s"));
        });
        await cluster.UntilThereAsync("VirtualService/shop/web");

        cluster.Server.Put(BrokenVirtualService("shop", "web"));
        await cluster.UntilAsync(store => store.Findings.Any(finding => finding.Path == "spec.http[0].timeout"));
        cluster.Server.Faults.ExpireWatches();
        cluster.Server.Put(Service("shop", "witness"));
        await cluster.UntilThereAsync("Service/shop/witness");

        Assert.True(cluster.Has("VirtualService/shop/web"));
        cluster.Server.Put(VirtualService("shop", "web", "web", "8s"));
        await cluster.UntilAsync(store => store.Findings.Count == 0);
    }

    [Fact]
    public async Task Objects_of_another_revision_are_left_out()
    {
        await using var cluster = await FollowedCluster.StartAsync(
            server =>
            {
                server.Serve(MeshKinds.VirtualServices);
                server.Put(VirtualService("shop", "both", "web"));
                server.Put(VirtualService("shop", "mine", "web", labels: "\"istio.io/rev\":\"canary\""));
                server.Put(VirtualService("shop", "theirs", "web", labels: "\"istio.io/rev\":\"default\""));
                server.Put(MeshConfig("rootNamespace: of-the-canary", "istio-canary"));
                server.Put(MeshConfig("rootNamespace: of-the-default"));
            },
            FollowedCluster.Options with { Revision = "canary" });
        await cluster.SyncedAsync();

        Assert.Equal(["both", "mine"], cluster.Look(store => store.All.Select(found => found.Name).Order(StringComparer.Ordinal).ToList()));
        Assert.Equal("of-the-canary", cluster.Mesh!.RootNamespace);

        cluster.Server.Put(VirtualService("shop", "mine", "web", labels: "\"istio.io/rev\":\"default\""));
        await cluster.UntilGoneAsync("VirtualService/shop/mine");
    }

    [Fact]
    public async Task The_mesh_configuration_follows_its_ConfigMap_and_a_broken_one_leaves_the_last_good()
    {
        await using var cluster = await FollowedCluster.StartAsync(server => server.Put(MeshConfig("rootNamespace: first")));
        await cluster.SyncedAsync();
        Assert.Equal("first", cluster.Mesh!.RootNamespace);

        cluster.Server.Put(MeshConfig("rootNamespace: [broken"));
        await cluster.UntilAsync(_ => cluster.Updates[^1].Settings is { Mesh: null, Findings.Count: > 0 });
        cluster.Server.Put(MeshConfig("rootNamespace: second"));
        await cluster.UntilAsync(_ => cluster.Mesh.RootNamespace == "second");
    }

    [Fact]
    public async Task Namespaces_that_are_not_selected_stay_out_and_come_in_with_their_label()
    {
        await using var cluster = await FollowedCluster.StartAsync(server =>
        {
            server.Put(MeshConfig("discoverySelectors: [{matchLabels: {mesh: 'yes'}}]"));
            server.Put(Namespace("in", "\"mesh\":\"yes\""));
            server.Put(Namespace("out"));
            server.Put(Service("in", "web"));
            server.Put(Service("out", "web"));
        });
        await cluster.SyncedAsync();
        Assert.True(cluster.Has("Service/in/web"));
        Assert.False(cluster.Has("Service/out/web"));

        cluster.Server.Put(Namespace("out", "\"mesh\":\"yes\""));
        await cluster.UntilThereAsync("Service/out/web");
        cluster.Server.Put(Namespace("in"));
        await cluster.UntilGoneAsync("Service/in/web");
        cluster.Server.Put(MeshConfig(""));
        await cluster.UntilThereAsync("Service/in/web");
    }

    [Fact]
    public async Task Only_secrets_that_something_refers_to_are_read()
    {
        await using var cluster = await FollowedCluster.StartAsync(server =>
        {
            server.Serve(MeshKinds.Gateways);
            server.Put(Secret("edge", "shop-cert"));
            server.Put(Secret("edge", "other"));
            server.Put(Gateway("edge", "shop", "shop-cert"));
        });
        await cluster.SyncedAsync();

        Assert.True(cluster.Has("Secret/edge/shop-cert"));
        Assert.False(cluster.Has("Secret/edge/other"));
        Assert.All(cluster.Server.Requests.Where(request => request.Resource == "secrets"), request => Assert.Contains("metadata.name", request.Query, StringComparison.Ordinal));

        cluster.Server.Put(Gateway("edge", "shop", "other"));
        await cluster.UntilThereAsync("Secret/edge/other");
        await cluster.UntilGoneAsync("Secret/edge/shop-cert");
    }

    [Fact]
    public async Task A_server_that_comes_back_after_losing_history_is_caught_up_with()
    {
        await using var cluster = await FollowedCluster.StartAsync(server =>
        {
            server.Put(Service("shop", "old"));
            server.Put(Service("shop", "stays"));
        });
        await cluster.SyncedAsync();

        cluster.Server.Faults.Answer = _ => FakeAnswer.Of(System.Net.HttpStatusCode.ServiceUnavailable);
        cluster.Server.Faults.DisconnectWatches();
        cluster.Server.Delete(FakeKinds.Services, "shop", "old");
        cluster.Server.Put(Service("shop", "new"));
        await Eventually.TrueAsync(() => cluster.Source.Troubles.Any(trouble => trouble.StartsWith("services", StringComparison.Ordinal)));
        Assert.True(cluster.Has("Service/shop/old"));
        cluster.Server.Faults.Compact();
        cluster.Server.Faults.Answer = null;

        await cluster.UntilThereAsync("Service/shop/new");
        await cluster.UntilGoneAsync("Service/shop/old");
        Assert.True(cluster.Has("Service/shop/stays"));
        await Eventually.TrueAsync(() => cluster.Source.Troubles.Count == 0);
    }
}
