using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Istio;
using MeshControl.Server.Hosting;
using MeshControl.Server.Webhooks;
using MeshControl.Server.Webhooks.Injection;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshControl.Server.Tests.Webhooks;

/// <summary>/inject answers with what the mesh's objects and the injector's settings say now; what a pod becomes is told by the injector's own tests.</summary>
public sealed class InjectionWebhookTests : IAsyncLifetime, IDisposable
{
    private readonly SampleFolder _folder = new();
    private RunningMesh _mesh = null!;

    public async Task InitializeAsync()
    {
        // The sample has a node of its own, which does not say its version.
        File.Delete(Path.Combine(_folder.Path, "laptop", "pods.yaml"));
        _mesh = await RunningMesh.StartAsync(_folder.Path);
    }

    public async Task DisposeAsync()
    {
        await _mesh.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_pod_gets_its_proxy_by_a_patch()
    {
        var answer = Webhook().Review(Request("{}", path: "/inject/cluster/east/net/west"));

        Assert.True(answer.Allowed);
        var patch = Text(answer);
        Assert.Contains("\"path\":\"/spec/containers/-\"", patch, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"ISTIO_META_CLUSTER_ID\",\"value\":\"east\"", patch, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"ISTIO_META_NETWORK\",\"value\":\"west\"", patch, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE", "Pod")]
    [InlineData("DELETE", "Pod")]
    [InlineData("CREATE", "Deployment")]
    public void Everything_but_new_pods_is_left_alone(string operation, string kind)
    {
        var answer = Webhook().Review(Request("{}") with { Operation = operation, Kind = kind });

        Assert.True(answer.Allowed);
        Assert.Null(answer.Patch);
    }

    [Fact]
    public void A_pod_that_asks_for_what_cannot_be_is_refused_with_every_reason()
    {
        var answer = Webhook().Review(Request("""{"annotations": {"sidecar.istio.io/proxyCPU": "lots", "sidecar.istio.io/logLevel": "loud"}}"""));

        Assert.False(answer.Allowed);
        Assert.StartsWith("pod default/web-* cannot join the mesh: ", answer.Message, StringComparison.Ordinal);
        Assert.Contains("proxyCPU: 'lots'", answer.Message, StringComparison.Ordinal);
        Assert.Contains("logLevel: 'loud'", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_follow_the_ConfigMap_and_a_broken_one_changes_nothing()
    {
        var webhook = Webhook();
        Assert.NotNull(webhook.Review(Request("{}")).Patch);

        await WriteAsync(Settings("policy: disabled"));
        Assert.Null(webhook.Review(Request("{}")).Patch);

        await WriteAsync(Settings("policy: [enabled"));
        Assert.Null(webhook.Review(Request("{}")).Patch);

        await WriteAsync(Settings("injectedAnnotations: {example.com/mesh: main}"));
        Assert.Contains("example.com~1mesh", Text(webhook.Review(Request("""{"annotations": {"a": "b"}}"""))), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_a_file_are_read_again_when_it_changes()
    {
        using var folder = new SampleFolder();
        folder.Write("injection.yaml", "policy: disabled\n");
        var webhook = Webhook(_mesh.Options with { InjectionConfigFile = Path.Combine(folder.Path, "injection.yaml") });
        Assert.Null(webhook.Review(Request("{}")).Patch);

        folder.Write("injection.yaml", "policy: enabled\n");
        Assert.NotNull(webhook.Review(Request("{}")).Patch);
    }

    [Fact]
    public async Task ProxyConfig_objects_count_from_the_mesh_to_the_pod()
    {
        await WriteAsync("""
            apiVersion: networking.istio.io/v1beta1
            kind: ProxyConfig
            metadata: {name: mesh, namespace: istio-system}
            spec: {concurrency: 5, environmentVariables: {ISTIO_META_A: mesh, ISTIO_META_B: mesh}}
            ---
            apiVersion: networking.istio.io/v1beta1
            kind: ProxyConfig
            metadata: {name: web, namespace: default}
            spec: {selector: {matchLabels: {app: web}}, concurrency: 6, environmentVariables: {ISTIO_META_B: pod}}
            """);

        var other = Text(Webhook().Review(Request("{}")));
        Assert.Contains("\"--concurrency\",\"5\"", other, StringComparison.Ordinal);
        var web = Text(Webhook().Review(Request("""{"labels": {"app": "web"}}""")));
        Assert.Contains("\"--concurrency\",\"6\"", web, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"ISTIO_META_A\",\"value\":\"mesh\"", web, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"ISTIO_META_B\",\"value\":\"pod\"", web, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1.33.0", "v1.34.1+k3s1", true)]
    [InlineData("v1.33.0", "v1.32.9", false)]
    [InlineData("v2.0.0", "", false)]
    public async Task Native_sidecars_are_used_where_every_node_has_them(string first, string second, bool isNative)
    {
        await WriteAsync($"""
            apiVersion: v1
            kind: Node
            metadata:
              name: a
            status:
              nodeInfo:
                kubeletVersion: "{first}"
            ---
            apiVersion: v1
            kind: Node
            metadata:
              name: b
            status:
              nodeInfo:
                kubeletVersion: "{second}"
            """);

        Assert.Equal(isNative, Text(Webhook().Review(Request("{}"))).Contains("\"restartPolicy\":\"Always\"", StringComparison.Ordinal));
    }

    private static string Settings(string config) => $"""
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: istio-sidecar-injector
          namespace: istio-system
        data:
          config: "{config}"
        """;

    private static string Text(AdmissionAnswer answer) => Encoding.UTF8.GetString(answer.Patch!);

    private static AdmissionRequest Request(string metadata, string path = "/inject")
    {
        var pod = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = JsonNode.Parse(metadata),
            ["spec"] = JsonNode.Parse("""{"containers": [{"name": "web", "image": "web"}]}"""),
        };
        pod["metadata"]!["generateName"] = "web-";
        return new("1", "", "v1", "Pod", "default", "", "CREATE", JsonSerializer.SerializeToElement(pod), default, false, path);
    }

    private InjectionWebhook Webhook(ServeOptions? options = null)
    {
        options ??= _mesh.Options;
        var configuration = new InjectionConfiguration(_mesh.Engine, options, NullLogger<InjectionConfiguration>.Instance);
        return new(_mesh.Engine, options, configuration, NullLogger<InjectionWebhook>.Instance);
    }

    // Returns when the last object of the text is known as it stands there.
    private async Task WriteAsync(string text)
    {
        var last = ManifestReader.Read("written", text).Resources[^1];
        var report = _mesh.Engine.Reports.Value;
        _folder.Write("injection-test.yaml", text);
        while (!IsKnown(last))
        {
            report = await _mesh.RevisionAfterAsync(report);
        }
    }

    private bool IsKnown(Resource wanted)
    {
        var resources = _mesh.Engine.State.Facts.Resources;
        using var read = _mesh.Engine.State.Graph.OpenReader();
        return wanted switch
        {
            Resource<ConfigMap> map => resources.ConfigMaps.Find(read, map.Namespace, map.Name)?.Spec.Data["config"] == map.Spec.Data["config"],
            Resource<WorkloadProxyConfig> config => resources.ProxyConfigs.Find(read, config.Namespace, config.Name) is not null,
            _ => resources.Nodes.Find(read, "", wanted.Name) is not null,
        };
    }
}
