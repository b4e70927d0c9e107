using MeshControl.Generation.Output;
using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Connection;
using MeshControl.Testing;
using MeshControl.Testing.Clusters;
using static MeshControl.Server.Tests.Kubernetes.ClusterObjects;

namespace MeshControl.Server.Tests.Kubernetes;

public class RealClusterTests
{
    [ApiServerFact]
    public async Task Objects_that_are_applied_to_a_real_API_server_reach_the_configuration_of_a_proxy()
    {
        await using var server = await RealApiServer.StartAsync();
        await ApplyAsync(server, Namespace("shop"), Service("shop", "web").Replace("\"clusterIP\":\"10.96.0.1\",", "", StringComparison.Ordinal), Endpoints("shop", "web", "10.0.0.1"));
        using var api = new KubeApi(KubeConnection.FromKubeconfig(server.Kubeconfig));
        await using var mesh = await ServedCluster.StartAsync(api);
        using var proxy = await mesh.ConnectAsync("client", "shop", "10.9.9.9");
        Assert.True(mesh.Engine.IsReady);
        var cluster = proxy.Config.Value.View(ResourceType.Endpoint, RouteDelivery.Table).Find("outbound|80||web.shop.svc.cluster.local");
        Assert.Contains("10.0.0.1", Text(cluster), StringComparison.Ordinal);

        // A kind that comes while the server runs, and an object of it.
        Assert.Equal(0, (await server.KubectlAsync("apply", "-f", Path.Combine(RepositoryFolder.Path, "crds", "networking.istio.io_virtualservices.yaml"))).ExitCode);
        Assert.Equal(0, (await server.KubectlAsync("wait", "--for=condition=Established", "crd/virtualservices.networking.istio.io", "--timeout=60s")).ExitCode);
        await ApplyAsync(server, VirtualService("shop", "web", "web", "7s"));

        await Eventually.TrueAsync(() => RunningMesh.RouteTable(proxy.Config.Value, "80").Contains("\"timeout\":\"7s\"", StringComparison.Ordinal));
        await ApplyAsync(server, Endpoints("shop", "web", "10.0.0.2"));
        await Eventually.TrueAsync(() => Text(proxy.Config.Value.View(ResourceType.Endpoint, RouteDelivery.Table).Find("outbound|80||web.shop.svc.cluster.local")).Contains("10.0.0.2", StringComparison.Ordinal));
    }

    private static string Text(EncodedResource? resource) => Generation.Rendering.ResourceJson.Of(resource!).ToJsonString();

    private static async Task ApplyAsync(RealApiServer server, params string[] objects)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, $$"""{"apiVersion":"v1","kind":"List","items":[{{string.Join(',', objects)}}]}""");
            var applied = await server.KubectlAsync("apply", "-f", file);

            Assert.True(applied.ExitCode == 0, applied.ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
