using System.Text;
using MeshControl.Testing.Kubernetes;

namespace MeshControl.Cli.Tests.Clusters;

/// <summary>meshctl finds control planes and pods through the API server.</summary>
public sealed class ClusterTests
{
    private const string Dump = """
        {"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.ClustersConfigDump","dynamic_active_clusters":[
          {"cluster":{"@type":"type.googleapis.com/envoy.config.cluster.v3.Cluster","name":"outbound|9080||reviews.shop.svc.cluster.local","type":"EDS"}}]}]}
        """;

    [Fact]
    public async Task Proxy_status_asks_every_replica_and_joins_their_answers()
    {
        await using var cluster = await FakeCluster.StartAsync();
        await cluster.AddPodAsync("istio-system", "istiod-a", "istiod", 15014, ("/debug/syncz", Syncz("web-0.shop", "1.30.0")));
        await cluster.AddPodAsync("istio-system", "istiod-b", "istiod", 15014, ("/debug/syncz", Syncz("edge-0.ingress", "1.29.1")));
        var run = await cluster.RunAsync("proxy-status");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Out.Split('\n');
        Assert.Matches("^edge-0.ingress .* istiod-b +1.29.1$", lines[1]);
        Assert.Matches("^web-0.shop .* istiod-a +1.30.0$", lines[2]);
    }

    [Fact]
    public async Task A_replica_that_does_not_answer_costs_a_warning()
    {
        await using var cluster = await FakeCluster.StartAsync();
        await cluster.AddPodAsync("istio-system", "istiod-a", "istiod", 15014, ("/debug/syncz", Syncz("web-0.shop", "1.30.0")));
        await cluster.AddPodAsync("istio-system", "istiod-dead", "istiod", 15014);
        var run = await cluster.RunAsync("proxy-status");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("web-0.shop", run.Out);
        Assert.StartsWith("Warning: cannot reach meshd at istiod-dead.istio-system:15014: ", run.Error);
        Assert.Contains("connection refused", run.Error);
    }

    [Fact]
    public async Task A_namespace_without_a_control_plane_is_said_with_what_to_do()
    {
        await using var cluster = await FakeCluster.StartAsync();
        var run = await cluster.RunAsync("proxy-status", "-i", "mesh-system");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no control plane runs in namespace mesh-system of the cluster of context fake", run.Error);
    }

    [Theory]
    [InlineData("web-0.shop")]
    [InlineData("deployment/web.shop")]
    [InlineData("svc/web", "-n", "shop")]
    public async Task Proxy_config_asks_the_pods_own_Envoy(params string[] pod)
    {
        await using var cluster = await FakeCluster.StartAsync();
        cluster.Server.Put("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"namespace":"shop","name":"web"},"spec":{"selector":{"matchLabels":{"app":"web"}}}}""");
        cluster.Server.Put("""{"apiVersion":"v1","kind":"Service","metadata":{"namespace":"shop","name":"web"},"spec":{"selector":{"app":"web"}}}""");
        await cluster.AddPodAsync("shop", "web-0", "web", 15000, ("/config_dump", Dump));
        var run = await cluster.RunAsync(["proxy-config", "cluster", .. pod]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("reviews.shop.svc.cluster.local", run.Out);
    }

    [Fact]
    public async Task A_pod_without_a_proxy_is_said_with_what_to_look_at()
    {
        await using var cluster = await FakeCluster.StartAsync();
        await cluster.AddPodAsync("shop", "web-0", "web", 15000);
        var run = await cluster.RunAsync("proxy-config", "cluster", "web-0.shop");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("kubectl -n shop get pod web-0", run.Error);
    }

    [Fact]
    public async Task An_address_on_the_command_line_means_no_cluster()
    {
        await using var cluster = await FakeCluster.StartAsync();
        var run = await cluster.RunAsync("proxy-status", "--meshd", "127.0.0.1:1");
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(cluster.Server.Requests);
    }

    [Fact]
    public async Task Version_names_control_planes_and_counts_proxies()
    {
        await using var cluster = await FakeCluster.StartAsync();
        await cluster.AddPodAsync("istio-system", "istiod-a", "istiod", 15014, ("/debug/syncz", Syncz("web-0.shop", "1.30.0")));
        var run = await cluster.RunAsync("version");
        Assert.Equal(["control plane version: 1.2.3", "data plane version: 1.30.0 (1 proxy)"], run.Out.TrimEnd().Split('\n')[1..]);
    }

    [Fact]
    public async Task Version_of_a_cluster_that_is_away_is_a_warning()
    {
        await using var cluster = await FakeCluster.StartAsync();
        cluster.Server.Allowed = _ => false;
        var run = await cluster.RunAsync("version");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("client version: ", run.Out);
        Assert.StartsWith("Warning: the cluster of context fake: ", run.Error);
    }

    [Fact]
    public async Task Verify_install_finds_nothing_wrong_with_what_the_chart_makes()
    {
        using var authority = new FakeCertificate();
        await using var cluster = await FakeCluster.StartAsync();
        cluster.Install(Convert.ToBase64String(Encoding.UTF8.GetBytes(authority.Pem)));
        var run = await cluster.RunAsync("verify-install");
        Assert.True(run.ExitCode == 0, run.Out);
        Assert.EndsWith("The mesh is installed and ready.\n", run.Out);
        Assert.Contains("ok      deployment istiod: 2 of 2 ready\n", run.Out);
        Assert.Contains("ok      MutatingWebhookConfiguration mesh-mutating: 1 webhook with a valid caBundle\n", run.Out);
    }

    [Fact]
    public async Task Verify_install_names_each_thing_that_is_missing_and_what_to_do()
    {
        await using var cluster = await FakeCluster.StartAsync();
        cluster.Install("");
        cluster.Server.Unserve(new("networking.istio.io", "v1", "gateways", "Gateway", Namespaced: true));
        cluster.Server.Unserve(new("networking.istio.io", "v1beta1", "gateways", "Gateway", Namespaced: true));
        cluster.Server.Unserve(new("networking.istio.io", "v1alpha3", "gateways", "Gateway", Namespaced: true));
        cluster.Server.Put("""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"namespace":"istio-system","name":"istiod","labels":{"app":"istiod"}},
             "spec":{"replicas":2},"status":{}}
            """);
        cluster.Server.Allowed = request => request.Resource != "pods/portforward";
        var run = await cluster.RunAsync("verify-install");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("kinds are not served: gateways.networking.istio.io; kubectl apply -f crds/", run.Out);
        Assert.Contains("FAILED  deployment istiod: 0 of 2 ready; kubectl -n istio-system describe deployment istiod", run.Out);
        Assert.Contains("FAILED  ValidatingWebhookConfiguration mesh-validating: caBundle is empty", run.Out);
        Assert.Contains("FAILED  access: you may not forward ports to the control plane", run.Out);
        Assert.EndsWith("6 checks failed.\n", run.Out);
    }

    private static string Syncz(string pod, string version) =>
        $$"""[{"cluster_id":"Kubernetes","proxy":"sidecar~10.0.0.2~{{pod}}~x","istio_version":"{{version}}","cluster_sent":"n","cluster_acked":"n"}]""";
}
