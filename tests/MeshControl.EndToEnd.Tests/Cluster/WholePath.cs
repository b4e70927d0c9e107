using System.Net;
using System.Text.Json.Nodes;
using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.Testing;
using MeshControl.Testing.Clusters;
using MeshControl.Testing.Envoys;
using MeshControl.Testing.Traffic;

namespace MeshControl.EndToEnd.Tests.Cluster;

/// <summary>A cluster, an operator in front of it, and the steps of the whole path.</summary>
internal sealed class WholePath : IAsyncDisposable
{
    private const string GatewayName = "istio-ingressgateway";

    private static readonly string[] OwnKinds =
    [
        "mutatingwebhookconfigurations", "validatingwebhookconfigurations", "clusterroles", "clusterrolebindings", "roles", "rolebindings", "serviceaccounts",
        "deployments", "services", "horizontalpodautoscalers", "leases",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-path-");
    private readonly int _gatewayPort = FreePort.Next();
    private readonly RealApiServer _server;
    private readonly Operator _user;
    private readonly ControllerManager _controllers;
    private readonly ControlPlane _mesh;
    private readonly HttpClient _client;
    private EnvoyProcess? _gateway;

    private WholePath(RealApiServer server)
    {
        _server = server;
        _user = new Operator(server);
        _controllers = new ControllerManager(_user);
        _mesh = new ControlPlane(_user, _folder);
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_gatewayPort}"), Timeout = TimeSpan.FromSeconds(5) };
    }

    public static async Task<WholePath> StartAsync() => new(await RealApiServer.StartAsync());

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        await _mesh.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Every step; fails with what the processes said.</summary>
    public async Task WalkAsync()
    {
        try
        {
            await StepsAsync();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{e.Message}\nThe control plane said:\n{_mesh.LogText}\nThe gateway said:\n{_gateway?.LogText}", e);
        }
    }

    private async Task StepsAsync()
    {
        var manifest = await InstallAsync();
        await _mesh.StartAsync();
        await TheWebhooksAreTrustedAndBinding();
        await using var app = await HttpApp.StartAsync("productpage", NodeAddress.Value!);
        await ThePodsOfBookinfoJoinTheMesh(app);
        await AWrongRuleIsRefused();
        _gateway = await StartGatewayAsync();
        await ARuleReachesTheGateway("/productpage");
        await TheRulesStatusSaysSo();
        await ARestartIsNoticedByNobody();
        await AllIsTakenAwayAgain(manifest);
    }

    private async Task<string[]> InstallAsync()
    {
        await _user.KubectlAsync("create", "namespace", "istio-system");
        var manifest = _user.Render(
            "mesh", "meshcontrol", "--kube-version", "v1.20.15", "--set", $"istiodRemote.injectionURL=https://localhost:{_mesh.WebhookPort}/inject",
            "--set", $"base.validationURL=https://localhost:{_mesh.WebhookPort}/validate", "--set", $"global.discoveryAddress=localhost:{_mesh.SecurePort}", "--set", "extraArgs={--host-name=localhost}");
        await _user.KubectlAsync("apply", "-f", manifest);
        await _user.KubectlAsync("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
        var gateway = _user.Render(
            GatewayName, "gateway", "--kube-version", "v1.20.15", "--set", "service.ports[0].name=http2,service.ports[0].port=80,service.ports[0].targetPort=" + _gatewayPort);
        await _user.KubectlAsync("apply", "-f", gateway);
        return [manifest, gateway];
    }

    private async Task TheWebhooksAreTrustedAndBinding()
    {
        await Eventually.GetAsync("a trusted injection webhook", () => _user.GetAsync("mutatingwebhookconfiguration", "istio-sidecar-injector"),
            static configuration => configuration["webhooks"]!.AsArray().All(entry => entry!["clientConfig"]!["caBundle"] is not null));
        await Eventually.GetAsync("a binding validation webhook", () => _user.GetAsync("validatingwebhookconfiguration", "istiod-default-validator"),
            static configuration => (string?)configuration["webhooks"]![0]!["failurePolicy"] == "Fail");
    }

    private async Task ThePodsOfBookinfoJoinTheMesh(HttpApp app)
    {
        await _user.KubectlAsync("label", "namespace", "default", "istio-injection=enabled");
        await _user.KubectlAsync("apply", "-f", Path.Combine(RepositoryFolder.Path, "samples", "bookinfo", "bookinfo.yaml"));
        foreach (var deployment in new[] { "details-v1", "ratings-v1", "reviews-v1", "reviews-v2", "reviews-v3", "productpage-v1" })
        {
            var pod = await _controllers.StartPodAsync("default", deployment);
            Assert.Contains("istio-proxy", Containers(pod));
            Assert.Equal("istio", (string?)pod["metadata"]!["labels"]!["security.istio.io/tlsMode"]);
        }

        // Traffic reaches a pod that asked to stay out: nothing on this machine redirects a sidecar's.
        var plain = await _controllers.CreatePodAsync("""
            apiVersion: v1
            kind: Pod
            metadata: {name: productpage-plain, namespace: default, labels: {app: productpage, sidecar.istio.io/inject: "false"}}
            spec: {serviceAccountName: bookinfo-productpage, containers: [{name: productpage, image: productpage}]}
            """, "default");
        Assert.Equal(["productpage"], Containers(plain));
        await _controllers.RunAsync(plain, NodeAddress.Value!.ToString());
        await _controllers.EndpointsAsync("default", "productpage", plain, NodeAddress.Value.ToString(), app.Port);
    }

    private async Task AWrongRuleIsRefused()
    {
        var complaint = await _user.RefusedAsync("""
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: wrong, namespace: default}
            spec: {hosts: [productpage], http: [{timeout: 5s}]}
            """);
        Assert.Contains("denied the request", complaint, StringComparison.Ordinal);
        Assert.Contains("VirtualService default/wrong", complaint, StringComparison.Ordinal);
        Assert.Contains("spec.http[0]", complaint, StringComparison.Ordinal);
    }

    private async Task<EnvoyProcess> StartGatewayAsync()
    {
        var pod = await _controllers.StartPodAsync("istio-system", GatewayName);
        Assert.Contains("envoy", (string)pod["spec"]!["containers"]![0]!["image"]!, StringComparison.Ordinal);
        await Eventually.GetAsync("the mesh's roots", () => _server.KubectlAsync("get", "configmap", "istio-ca-root-cert", "--namespace", "istio-system"), static run => run.ExitCode == 0);
        await _controllers.RunAsync(pod, "10.244.0.7");
        return await new Kubelet(_user, _folder).StartProxyAsync(pod, "10.244.0.7");
    }

    private async Task ARuleReachesTheGateway(string path)
    {
        await _user.KubectlAsync("apply", "-f", Path.Combine(RepositoryFolder.Path, "samples", "bookinfo", "networking.yaml"));
        var answer = await Eventually.GetAsync("an answer of productpage", () => AskAsync(path), static answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal("productpage", answer.Body);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("/admin")).Status);
    }

    private Task TheRulesStatusSaysSo() => Eventually.GetAsync("the rule's status", () => _user.GetAsync("virtualservice", "bookinfo", "--namespace", "default"),
        static rule => rule["status"]?["observedGeneration"] is not null);

    private async Task ARestartIsNoticedByNobody()
    {
        await _mesh.StopAsync();
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/productpage")).Status);
        // failurePolicy Fail: nothing joins half.
        var refused = await _user.RefusedAsync("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"early","namespace":"default"},"spec":{"containers":[{"name":"a","image":"a"}]}}""");
        Assert.Contains("failed calling webhook", refused, StringComparison.Ordinal);
        await _mesh.StartAsync();
        Assert.Contains("istio-proxy", Containers(await _controllers.StartPodAsync("default", "details-v1")));
        await _user.KubectlAsync("patch", "virtualservice", "bookinfo", "--namespace", "default", "--type=json", "-p", """[{"op":"add","path":"/spec/http/0/match/-","value":{"uri":{"exact":"/after"}}}]""");
        await Eventually.GetAsync("an answer by the new rule", () => AskAsync("/after"), static answer => answer.Status == HttpStatusCode.OK);
    }

    private async Task AllIsTakenAwayAgain(string[] manifests)
    {
        await _user.KubectlAsync("delete", "--wait=false", "-f", manifests[1]);
        await _user.KubectlAsync("delete", "--wait=false", "-f", manifests[0]);
        await _mesh.StopAsync();
        await Eventually.GetAsync("a cluster without definitions", () => _user.GetAsync("crd"), static left => left["items"]!.AsArray().Count == 0);
        foreach (var kind in OwnKinds)
        {
            Assert.Empty((await OursAsync(kind)).Select(Name));
        }

        // The garbage collector of a whole cluster takes away what belongs to something that is gone.
        var roots = await OursAsync("configmaps");
        Assert.NotEmpty(roots);
        Assert.All(roots, map => Assert.Equal(("istio-ca-root-cert", "ClusterRole", "istiod-istio-system"),
            (Name(map), (string?)map["metadata"]!["ownerReferences"]![0]!["kind"], (string?)map["metadata"]!["ownerReferences"]![0]!["name"])));
        // The root's key stays, as docs/installing.md says.
        Assert.Equal(["istio-ca-secret"], (await OursAsync("secrets")).Select(Name));
    }

    private async Task<List<JsonNode>> OursAsync(string kind) =>
    [
        .. (await _user.GetAsync(kind, "--all-namespaces"))["items"]!.AsArray().OfType<JsonNode>()
            .Where(item => Name(item).Contains("istio", StringComparison.Ordinal) || Name(item).Contains("mesh", StringComparison.Ordinal)),
    ];

    private static string Name(JsonNode item) => (string)item["metadata"]!["name"]!;

    private async Task<(HttpStatusCode? Status, string Body)> AskAsync(string path)
    {
        try
        {
            using var answer = await _client.GetAsync(path);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException e)
        {
            return (null, e.Message);
        }
    }

    private static IEnumerable<string> Containers(JsonNode pod) => pod["spec"]!["containers"]!.AsArray().Select(container => (string)container!["name"]!);
}
