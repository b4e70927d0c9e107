using System.Text.Json.Nodes;
using MeshControl.Testing;
using MeshControl.Testing.Clusters;

namespace MeshControl.EndToEnd.Tests.Cluster;

/// <summary>A person with helm, kubectl and a cluster.</summary>
internal sealed class Operator(RealApiServer server)
{
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(server.Kubeconfig)!, "operator")).FullName;

    public string Kubeconfig => server.Kubeconfig;

    /// <summary>What a chart makes of some values, as a file.</summary>
    public string Render(string release, string chart, params string[] arguments)
    {
        var run = HelmRun.Of(["template", release, Path.Combine(RepositoryFolder.Path, "charts", chart), "--namespace", "istio-system", .. arguments]);
        Assert.True(run.ExitCode == 0, run.Error);
        return Write($"{release}.yaml", run.Output);
    }

    public string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>What kubectl printed; fails where it failed.</summary>
    public async Task<string> KubectlAsync(params string[] arguments)
    {
        var run = await server.KubectlAsync(arguments);
        Assert.True(run.ExitCode == 0, $"kubectl {string.Join(' ', arguments)}: {run.Error}");
        return run.Out;
    }

    /// <summary>What kubectl complained about; fails where it did not fail.</summary>
    public async Task<string> RefusedAsync(string yaml)
    {
        var run = await server.KubectlAsync("create", "-f", Write("refused.yaml", yaml));
        Assert.True(run.ExitCode != 0, $"this was stored: {yaml}");
        return run.Error;
    }

    public async Task<string> CreateAsync(string text) => await KubectlAsync("create", "-f", Write("created.yaml", text), "-o", "name");

    public async Task<JsonNode> GetAsync(params string[] arguments) => JsonNode.Parse(await KubectlAsync(["get", .. arguments, "-o", "json"]))!;

    /// <summary>A token of a service account, as a pod gets one.</summary>
    public async Task<string> TokenAsync(string @namespace, string account, string audience)
    {
        var request = Write("token.json", $$$"""{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"audiences":["{{{audience}}}"]}}""");
        var answer = await KubectlAsync("create", "--raw", $"/api/v1/namespaces/{@namespace}/serviceaccounts/{account}/token", "-f", request);
        return (string)JsonNode.Parse(answer)!["status"]!["token"]!;
    }
}
