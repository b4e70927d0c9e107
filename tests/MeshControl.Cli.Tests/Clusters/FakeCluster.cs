using System.Text.Json.Nodes;
using MeshControl.Cli.Tests.Targets;
using MeshControl.Model.CustomResources;
using MeshControl.Testing.Kubernetes;

namespace MeshControl.Cli.Tests.Clusters;

/// <summary>An API server with pods whose ports lead to admin ports of this process.</summary>
internal sealed class FakeCluster : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cluster-");
    private readonly List<FakeAdmin> _admins = [];

    private FakeCluster(FakeApiServer server) => Server = server;

    public FakeApiServer Server { get; }

    public static async Task<FakeCluster> StartAsync() => new(await FakeApiServer.StartAsync());

    /// <summary>A running pod; with answers, its port leads to an admin port that gives them.</summary>
    public async Task AddPodAsync(string @namespace, string name, string app, int port, params (string PathAndQuery, string Body)[] answers)
    {
        Server.Put($$$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"namespace":"{{{@namespace}}}","name":"{{{name}}}","labels":{"app":"{{{app}}}"} },
             "spec":{"containers":[{"name":"c","image":"registry.example.com:5000/{{{app}}}:1.2.3"}]},"status":{"phase":"Running"} }
            """);
        if (answers.Length == 0)
            return;
        var admin = await FakeAdmin.StartAsync(answers);
        _admins.Add(admin);
        Server.PortForwards[$"{@namespace}/{name}:{port}"] = int.Parse(admin.Address.Split(':')[1]);
    }

    /// <summary>Everything that the chart would have made.</summary>
    public void Install(string caBundle)
    {
        foreach (var kind in CustomResourceDefinitions.Kinds)
            Server.Serve([.. kind.Versions.Select(version => new MeshControl.Kubernetes.ApiResource(kind.Group, version, kind.Plural, kind.Kind, kind.Namespaced))]);
        Server.Put("""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"namespace":"istio-system","name":"istiod","labels":{"app":"istiod"}},
             "spec":{"replicas":2},"status":{"readyReplicas":2}}
            """);
        foreach (var kind in (string[])["Mutating", "Validating"])
        {
            var client = new JsonObject { ["service"] = new JsonObject { ["namespace"] = "istio-system", ["name"] = "istiod" }, ["caBundle"] = caBundle };
            Server.Put(new JsonObject
            {
                ["apiVersion"] = "admissionregistration.k8s.io/v1",
                ["kind"] = $"{kind}WebhookConfiguration",
                ["metadata"] = new JsonObject { ["name"] = $"mesh-{kind.ToLowerInvariant()}" },
                ["webhooks"] = new JsonArray(new JsonObject { ["name"] = "a.example.com", ["clientConfig"] = client }),
            }.ToJsonString());
        }
    }

    public Task<MeshctlRun> RunAsync(params string[] arguments) =>
        MeshctlRun.WithAsync([.. arguments, "--kubeconfig", Server.WriteKubeconfig(Path.Combine(_folder.FullName, "kubeconfig"))]);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        foreach (var admin in _admins)
            await admin.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
