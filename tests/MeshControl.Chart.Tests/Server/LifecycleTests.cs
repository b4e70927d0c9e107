using System.Text.Json.Nodes;
using MeshControl.Chart.Tests.Rendering;

namespace MeshControl.Chart.Tests.Server;

/// <summary>helm install, upgrade and uninstall against a real API server.</summary>
[Collection(ClusterCollection.Name)]
public sealed class LifecycleTests(ClusterFixture cluster)
{
    private const string Somebodys = "virtualservices.networking.istio.io";
    private const string Bundle = "cm9vdA==";

    [ClusterFact]
    public async Task What_helm_installs_it_upgrades_and_takes_away_again()
    {
        await InstallSomebodysDefinitionAsync();
        var notes = cluster.Helm("install", "mesh", Charts.ControlPlane, "--namespace", "mesh-life", "--create-namespace");
        Assert.Contains("rollout status deployment/istiod", notes, StringComparison.Ordinal);
        Assert.Contains("kubectl label namespace NAME istio-injection=enabled", notes, StringComparison.Ordinal);
        await A_definition_that_is_there_already_is_left_alone();
        await An_upgrade_keeps_what_the_control_plane_wrote();
        await A_second_revision_stands_beside_the_first();
        await What_is_uninstalled_is_gone_but_for_the_definitions();
    }

    private async Task A_definition_that_is_there_already_is_left_alone()
    {
        var theirs = await JsonAsync("get", "crd", Somebodys, "-o", "json");
        Assert.Equal("somebody", (string?)RenderedChart.At(theirs, "metadata.labels.owner"));
        Assert.Null(RenderedChart.At(theirs, "metadata.annotations['meta.helm.sh/release-name']"));
        Assert.Equal("mesh", (string?)RenderedChart.At(await JsonAsync("get", "crd", "gateways.networking.istio.io", "-o", "json"), "metadata.annotations['meta.helm.sh/release-name']"));
    }

    private async Task An_upgrade_keeps_what_the_control_plane_wrote()
    {
        const string Patch = """[{"op":"add","path":"/webhooks/0/clientConfig/caBundle","value":"cm9vdA=="},{"op":"add","path":"/webhooks/0/failurePolicy","value":"Fail"}]""";
        await JsonAsync("patch", "validatingwebhookconfiguration", "istiod-default-validator", "--type=json", "-p", Patch, "-o", "json");
        await JsonAsync("patch", "mutatingwebhookconfiguration", "istio-sidecar-injector-mesh-life", "--type=json", "-p", Patch, "-o", "json");
        cluster.Helm("upgrade", "mesh", Charts.ControlPlane, "--namespace", "mesh-life", "--set", "logLevel=debug");

        var validating = await JsonAsync("get", "validatingwebhookconfiguration", "istiod-default-validator", "-o", "json");
        Assert.Equal(("Fail", Bundle), ((string?)RenderedChart.At(validating, "webhooks[0].failurePolicy"), (string?)RenderedChart.At(validating, "webhooks[0].clientConfig.caBundle")));
        var mutating = await JsonAsync("get", "mutatingwebhookconfiguration", "istio-sidecar-injector-mesh-life", "-o", "json");
        Assert.Equal(Bundle, (string?)RenderedChart.At(mutating, "webhooks[0].clientConfig.caBundle"));
        var deployment = await JsonAsync("get", "deployment", "istiod", "--namespace", "mesh-life", "-o", "json");
        Assert.Contains("--log-level=debug", deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]!.AsArray().Select(argument => (string?)argument));
    }

    private async Task A_second_revision_stands_beside_the_first()
    {
        cluster.Helm("install", "mesh-v2", Charts.ControlPlane, "--namespace", "mesh-life", "--set", "revision=v2,revisionTags={prod}");
        var deployments = await JsonAsync("get", "deployments", "--namespace", "mesh-life", "-o", "json");
        Assert.Equal(["istiod", "istiod-v2"], deployments["items"]!.AsArray().Select(item => (string)item!["metadata"]!["name"]!));
        cluster.Helm("uninstall", "mesh-v2", "--namespace", "mesh-life");
    }

    private async Task What_is_uninstalled_is_gone_but_for_the_definitions()
    {
        cluster.Helm("uninstall", "mesh", "--namespace", "mesh-life");
        var left = await JsonAsync(
            "get", "all,configmaps,secrets,serviceaccounts,roles,rolebindings,clusterroles,clusterrolebindings,mutatingwebhookconfigurations,validatingwebhookconfigurations,poddisruptionbudgets,horizontalpodautoscalers",
            "--all-namespaces", "-l", "app.kubernetes.io/part-of=meshcontrol", "-o", "json");
        Assert.Empty(left["items"]!.AsArray());
        var definitions = await JsonAsync("get", "crd", "-o", "json");
        Assert.Contains("gateways.networking.istio.io", definitions["items"]!.AsArray().Select(item => (string)item!["metadata"]!["name"]!));
    }

    private async Task InstallSomebodysDefinitionAsync()
    {
        var file = Path.Combine(Path.GetDirectoryName(cluster.Kubeconfig)!, "somebodys.yaml");
        var source = Path.Combine(Charts.ControlPlane, "files", "crds", "networking.istio.io_virtualservices.yaml");
        await File.WriteAllTextAsync(file, await File.ReadAllTextAsync(source));
        var created = await cluster.KubectlAsync("create", "-f", file);
        Assert.True(created.ExitCode == 0, created.Error);
        await cluster.KubectlAsync("label", "crd", Somebodys, "owner=somebody");
    }

    private async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        var run = await cluster.KubectlAsync(arguments);
        Assert.True(run.ExitCode == 0, $"kubectl {string.Join(' ', arguments)}: {run.Error}");
        return JsonNode.Parse(run.Out)!;
    }
}
