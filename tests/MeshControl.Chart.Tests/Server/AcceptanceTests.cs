using System.Text;
using System.Text.Json.Nodes;
using MeshControl.Chart.Tests.Rendering;
using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;

namespace MeshControl.Chart.Tests.Server;

/// <summary>A real API server takes everything that the charts make: it knows every field, and finds every value good.</summary>
[Collection(ClusterCollection.Name)]
public sealed class AcceptanceTests(ClusterFixture cluster)
{
    private static readonly CancellationToken NoEnd = CancellationToken.None;

    [ClusterFact]
    public async Task Every_object_of_every_variation_is_taken()
    {
        await PrepareAsync();
        // As for this server: it is older than some of the APIs that the charts use elsewhere.
        var objects = ControlPlaneVariations.All.Concat(GatewayVariations.All)
            .SelectMany(variation => RenderedChart.Of(variation.Chart, variation.Arguments + " --kube-version v1.20.15").Objects.Select(found => (variation.Arguments, found)))
            .DistinctBy(item => item.found.ToJsonString()).ToList();
        var served = await ServedAsync(objects.Select(item => (string)item.found["apiVersion"]!));

        var refused = new List<string>();
        foreach (var (arguments, found) in objects)
        {
            if (await TryAsync(found, served) is { } reason)
            {
                refused.Add($"{arguments}: {RenderedChart.Kind(found)} {RenderedChart.Name(found)}: {reason}");
            }
        }

        Assert.True(refused.Count == 0, string.Join("\n", refused));
        Assert.True(objects.Count > 150, $"{objects.Count} objects");
    }

    /// <summary>Server-side apply refuses fields that the kind does not have, which create and update drop in silence.</summary>
    private async Task<string?> TryAsync(JsonObject found, Dictionary<(string, string), ApiResource> served)
    {
        if (!served.TryGetValue(((string)found["apiVersion"]!, RenderedChart.Kind(found)), out var resource))
        {
            return "the server does not serve it";
        }

        var ns = resource.Namespaced ? (string?)found["metadata"]!["namespace"] ?? "default" : null;
        try
        {
            await cluster.Api.ApplyAsync(resource, ns, RenderedChart.Name(found), Encoding.UTF8.GetBytes(found.ToJsonString()), new ApplyOptions("test", DryRun: true), NoEnd);
            return null;
        }
        catch (KubeApiException error)
        {
            return error.Message;
        }
    }

    private async Task<Dictionary<(string, string), ApiResource>> ServedAsync(IEnumerable<string> versions)
    {
        var served = new Dictionary<(string, string), ApiResource>();
        foreach (var version in versions.Distinct(StringComparer.Ordinal))
        {
            var slash = version.LastIndexOf('/');
            foreach (var found in await cluster.Api.GetServedAsync(slash < 0 ? "" : version[..slash], version[(slash + 1)..], NoEnd))
            {
                served.TryAdd((version, found.Resource.Kind), found.Resource);
            }
        }

        return served;
    }

    private async Task PrepareAsync()
    {
        foreach (var name in new[] { "istio-system", "mesh-system", "mesh" })
        {
            await cluster.KubectlAsync("create", "namespace", name);
        }

        // The kind belongs to the Prometheus operator; only that there is one matters here.
        const string Monitor = """
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"servicemonitors.monitoring.coreos.com"},
             "spec":{"group":"monitoring.coreos.com","scope":"Namespaced","names":{"plural":"servicemonitors","singular":"servicemonitor","kind":"ServiceMonitor","listKind":"ServiceMonitorList"},
             "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object",
             "properties":{"spec":{"type":"object","properties":{"jobLabel":{"type":"string"},"namespaceSelector":{"type":"object","properties":{"matchNames":{"type":"array","items":{"type":"string"}}}},
             "selector":{"type":"object","properties":{"matchLabels":{"type":"object","additionalProperties":{"type":"string"}}}},
             "endpoints":{"type":"array","items":{"type":"object","properties":{"port":{"type":"string"},"path":{"type":"string"},"interval":{"type":"string"}}}}}}}}}}]}}
            """;
        var file = Path.Combine(Path.GetDirectoryName(cluster.Kubeconfig)!, "monitor.json");
        await File.WriteAllTextAsync(file, Monitor);
        await cluster.KubectlAsync("apply", "-f", file);
        await cluster.KubectlAsync("wait", "--for=condition=Established", "crd/servicemonitors.monitoring.coreos.com");
    }
}
