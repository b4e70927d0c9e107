using MeshControl.Generation.Output;
using MeshControl.Model.Resources;
using MeshControl.Server.Statuses;
using MeshControl.Xds.Sessions;
using static MeshControl.Server.Tests.Kubernetes.ClusterObjects;

namespace MeshControl.Server.Tests.Kubernetes;

public class ProxyRefusalTests
{
    [Fact]
    public async Task A_refused_route_table_is_traced_back_to_the_rules_in_it()
    {
        await using var served = await ServedCluster.StartAsync();
        served.Server.Serve(MeshKinds.VirtualServices, MeshKinds.DestinationRules);
        served.Server.Put(Service("shop", "web"));
        served.Server.Put(VirtualService("shop", "web-rule", "web"));
        served.Server.Put(DestinationRule("shop", "web-policy", "web", 7));
        var client = ServedCluster.Sidecar("client", "shop", "10.9.9.9");
        using var proxy = await served.ConnectAsync("client", "shop", "10.9.9.9");
        await Eventually.TrueAsync(() => proxy.Config.Value.View(ResourceType.Cluster, RouteDelivery.Table).Find("outbound|80||web.shop.svc.cluster.local") is not null);
        using var sessions = new AdsSessions();
        var refusals = new ProxyRefusals(served.Engine, sessions);

        await Eventually.TrueAsync(() => refusals.Behind(client, ResourceType.Route, "the route table 80 is not right").Contains(new ResourceKey("VirtualService", "shop", "web-rule")));

        Assert.Contains(
            new ResourceKey("DestinationRule", "shop", "web-policy"),
            refusals.Behind(client, ResourceType.Cluster, "Error adding/updating cluster(s) outbound|80||web.shop.svc.cluster.local: too many"));
        Assert.Empty(refusals.Behind(client, ResourceType.Cluster, "something is wrong"));
        Assert.Empty(refusals.Now());
    }
}
