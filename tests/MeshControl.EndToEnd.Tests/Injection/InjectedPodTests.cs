using System.Text.Json.Nodes;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Injection;

/// <summary>Injected pods work as they were written: init container, a stock Envoy with its arguments, hooks and probes.</summary>
public sealed class InjectedPodTests(InjectedMesh mesh) : IClassFixture<InjectedMesh>
{
    [NetworkFact]
    public async Task Pods_speak_mutual_TLS_with_the_certificates_of_their_accounts()
    {
        var answer = await mesh.Client.GetAsync("http://server/");

        Assert.Equal(200, answer.Status);
        Assert.Contains("URI=spiffe://cluster.local/ns/default/sa/client", answer.Body, StringComparison.Ordinal);
    }

    [NetworkFact]
    public async Task Who_has_no_certificate_is_turned_away_from_the_apps_port() =>
        await Assert.ThrowsAsync<HttpRequestException>(() => mesh.Node.GetAsync($"http://{InjectedMesh.ServerAddress}:8080/"));

    [NetworkFact]
    public async Task Kubelet_gets_the_apps_own_answer_at_the_status_port()
    {
        var answer = await mesh.Node.GetAsync($"http://{InjectedMesh.ServerAddress}:15020/app-health/app/readyz");

        Assert.Equal(201, answer.Status);
        Assert.Contains("/ready?status=201", answer.Body, StringComparison.Ordinal);
        Assert.Equal("100%", JsonNode.Parse(answer.Body)!["headers"]!["x-probe"]!.ToString());
        Assert.Equal(404, (await mesh.Node.GetAsync($"http://{InjectedMesh.ServerAddress}:15020/anything")).Status);
    }

    [NetworkTheory]
    [InlineData("startupz", 200)]
    [InlineData("livez", 503)]
    public async Task Probe_of_a_TCP_port_is_answered_by_whether_the_app_listens(string path, int status) => await Mesh.Eventually.GetAsync(
        path, async () => (await mesh.Node.GetAsync($"http://{InjectedMesh.ServerAddress}:15020/app-health/app/{path}")).Status, found => found == status);

    [NetworkFact]
    public async Task Scraper_gets_the_apps_metrics_and_the_proxys()
    {
        Assert.Contains("/own/metrics", (await mesh.Node.GetAsync($"http://{InjectedMesh.ServerAddress}:15020/app-metrics")).Body, StringComparison.Ordinal);
        Assert.Contains("envoy_server_live", (await mesh.Node.GetAsync($"http://{InjectedMesh.ServerAddress}:15090/stats/prometheus")).Body, StringComparison.Ordinal);
    }

    [NetworkFact]
    public async Task Init_container_that_runs_again_changes_nothing()
    {
        var before = mesh.ServerPlace.Run("iptables-save", ["-t", "nat"]);
        var init = mesh.Server["spec"]!["initContainers"]!.AsArray().OfType<JsonObject>().Single();

        await using var run = ContainerRun.Start(mesh.ServerPlace, init, mesh.PodFolder, InjectedMesh.Fields("server", InjectedMesh.ServerAddress));

        Assert.True(await run.EndAsync() == 0, run.Log);
        Assert.Equal(Rules(before), Rules(mesh.ServerPlace.Run("iptables-save", ["-t", "nat"])));
        Assert.Equal(200, (await mesh.Client.GetAsync("http://server/")).Status);
    }

    [NetworkTheory]
    [InlineData("postStart")]
    [InlineData("preStop")]
    public async Task Hook_of_the_proxy_does_its_work(string hook)
    {
        var pod = InjectedMesh.Inject("server.yaml", values: "{global: {proxy: {holdApplicationUntilProxyStarts: true}}}");
        var proxy = pod["spec"]!["containers"]!.AsArray().OfType<JsonObject>().First();

        await using var run = ContainerRun.StartHook(mesh.ServerPlace, proxy, hook, mesh.PodFolder);

        Assert.True(await run.EndAsync() == 0, run.Log);
        Assert.Equal("", run.Log.Trim());
    }

    private static string[] Rules(string saved) => [.. saved.Split('\n').Where(line => line.StartsWith('-') || line.StartsWith(":ISTIO", StringComparison.Ordinal)).Select(line => line.Split('[')[0])];
}
