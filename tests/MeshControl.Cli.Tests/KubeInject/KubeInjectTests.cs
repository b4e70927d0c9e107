namespace MeshControl.Cli.Tests.KubeInject;

/// <summary><c>meshctl kube-inject</c> makes of manifests what the webhook would make of their pods.</summary>
public sealed class KubeInjectTests : IDisposable
{
    private const string Service = "apiVersion: v1\nkind: Service   # stays as it is\nmetadata: {name: web}\nspec:\n    ports: [{port: 80}]\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-kube-inject-");

    [Theory]
    [InlineData("apps/v1", "Deployment", "spec: {template: POD}")]
    [InlineData("apps/v1", "StatefulSet", "spec: {serviceName: web, template: POD}")]
    [InlineData("apps/v1", "DaemonSet", "spec: {template: POD}")]
    [InlineData("apps/v1", "ReplicaSet", "spec: {template: POD}")]
    [InlineData("v1", "ReplicationController", "spec: {template: POD}")]
    [InlineData("apps.openshift.io/v1", "DeploymentConfig", "spec: {template: POD}")]
    [InlineData("batch/v1", "Job", "spec: {template: POD}")]
    [InlineData("batch/v1", "CronJob", "spec: {schedule: '* * * * *', jobTemplate: {spec: {template: POD}}}")]
    public async Task Workload_is_injected_where_it_describes_its_pods(string version, string kind, string spec)
    {
        var pod = "{metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: web:1}]}}";
        var run = await MeshctlRun.WithInputAsync($"apiVersion: {version}\nkind: {kind}\nmetadata: {{name: shop}}\n{spec.Replace("POD", pod, StringComparison.Ordinal)}\n", "kube-inject", "-f", "-");

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("name: istio-proxy", run.Out, StringComparison.Ordinal);
        Assert.Contains($"namespaces/default/{kind.ToLowerInvariant()}s/shop", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\nmetadata:\n  annotations", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_documents_are_written_byte_for_byte()
    {
        var run = await MeshctlRun.WithInputAsync($"# shop\n{Service}---\n{Pod("web")}---\n{Service}", "kube-inject", "-f", "-");

        Assert.StartsWith($"# shop\n{Service}---\napiVersion: v1\nkind: Pod\n", run.Out, StringComparison.Ordinal);
        Assert.EndsWith($"---\n{Service}", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_item_of_a_list_is_injected()
    {
        var list = """{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [{"name": "a", "image": "a"}]}}, {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "b"}, "spec": {"containers": [{"name": "b", "image": "b"}]}}]}""";

        var run = await MeshctlRun.WithInputAsync(list, "kube-inject", "-f", "-");

        Assert.Equal(2, run.Out.Split("name: istio-proxy").Length - 1);
    }

    [Fact]
    public async Task What_is_left_alone_is_told_and_written_as_it_was()
    {
        var pod = Pod("web").Replace("spec:", "spec:\n  hostNetwork: true", StringComparison.Ordinal);

        var run = await MeshctlRun.WithInputAsync(pod, "kube-inject", "-f", "-");

        Assert.Equal(pod, run.Out);
        Assert.StartsWith("Skipped Pod default/web: the pod uses the network of its node", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Mistake_in_an_annotation_ends_the_run()
    {
        var pod = Pod("web").Replace("metadata: {name: web}", "metadata: {name: web, annotations: {sidecar.istio.io/proxyCPU: lots}}", StringComparison.Ordinal);

        var run = await MeshctlRun.WithInputAsync(pod, "kube-inject", "-f", "-");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("Error: Pod default/web cannot be injected: annotation sidecar.istio.io/proxyCPU: 'lots' must be a quantity of Kubernetes, such as 100m or 256Mi\n", run.Error);
        Assert.Equal("", run.Out);
    }

    [Fact]
    public async Task Injecting_its_own_output_changes_nothing()
    {
        var once = await MeshctlRun.WithInputAsync(Pod("web"), "kube-inject", "-f", "-");

        var twice = await MeshctlRun.WithInputAsync(once.Out, "kube-inject", "-f", "-");

        Assert.Equal(once.Out, twice.Out);
    }

    [Fact]
    public async Task Settings_values_mesh_and_revision_come_from_files_and_options()
    {
        var config = Write("config.yaml", "apiVersion: v1\nkind: ConfigMap\ndata:\n  config: |\n    injectedAnnotations: {example.com/mesh: main}\n  values: '{\"global\": {\"proxy\": {\"logLevel\": \"info\"}}}'\n");
        var values = Write("values.json", """{"global": {"proxy": {"logLevel": "error"}}}""");
        var mesh = Write("mesh.yaml", "defaultConfig: {discoveryAddress: 'mesh.example.org:15012'}\n");
        var output = Path.Combine(_folder.FullName, "out.yaml");

        var run = await MeshctlRun.WithAsync(
            "kube-inject", "-f", Write("pod.yaml", Pod("web")), "-o", output, "--injectConfigFile", config, "--valuesFile", values, "--meshConfigFile", mesh, "--revision", "canary");

        Assert.Equal(("", "", 0), (run.Out, run.Error, run.ExitCode));
        var written = await File.ReadAllTextAsync(output);
        Assert.Contains("example.com/mesh: main", written, StringComparison.Ordinal);
        Assert.Contains("istio.io/rev: canary", written, StringComparison.Ordinal);
        Assert.Contains("- error\n", written, StringComparison.Ordinal);
        Assert.Contains("mesh.example.org:15012", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_settings_are_told_with_their_line()
    {
        var run = await MeshctlRun.WithAsync("kube-inject", "-f", Write("pod.yaml", Pod("web")), "--injectConfigFile", Write("config.yaml", "policy: enabled\ntemplates: [a\n"));

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("Error: the injector's settings cannot be used: config: line ", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Pod(string name) => $"apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}}}\nspec:\n  containers:\n  - {{name: {name}, image: web:1}}\n";

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
