using System.Net;
using System.Text.Json.Nodes;
using MeshControl.EndToEnd.Tests.Apps;
using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;
using MeshControl.Generation.Injection;
using MeshControl.Generation.Injection.Settings;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Testing;

namespace MeshControl.EndToEnd.Tests.Injection;

/// <summary>
/// A server and a client whose pods were injected, in a mesh that demands mutual TLS, with meshd on a port for authenticated proxies. Everything of the
/// pods runs as the injector wrote it.
/// </summary>
public sealed class InjectedMesh : IAsyncLifetime
{
    public const string ServerAddress = "10.244.9.10";
    private const string ClientAddress = "10.244.9.11";
    private static readonly string Manifests = Path.Combine(RepositoryFolder.Path, "tests", "MeshControl.EndToEnd.Tests", "Injection", "Manifests");
    private static readonly IPAddress NodeAddress = IPAddress.Parse("10.244.255.1");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-injected-");
    private readonly List<IAsyncDisposable> _running = [];

    internal NetworkNamespace ServerPlace { get; private set; } = null!;

    /// <summary>The server's pod, injected.</summary>
    internal JsonObject Server { get; private set; } = null!;

    /// <summary>Requests as the client's app sends them.</summary>
    internal PodClient Client { get; private set; } = null!;

    /// <summary>Requests as a kubelet sends them.</summary>
    internal PodClient Node { get; private set; } = null!;

    internal PodNetwork Network { get; private set; } = null!;

    internal string PodFolder => Path.Combine(_folder.FullName, "server");

    public async Task InitializeAsync()
    {
        // Fixtures are made for skipped tests too.
        if (NetworkSupport.MissingReason is not null)
        {
            return;
        }

        NetworkNamespace.RemoveAbandoned();
        _folder.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        Network = new PodNetwork(NodeAddress);
        Node = new PodClient(Network.Node, IPAddress.Parse);
        Server = Inject("server.yaml");
        var client = Inject("client.yaml");
        await StartMeshAsync(Server, client);
        ServerPlace = await StartPodAsync(Server, "server", ServerAddress);
        _running.Add(await EchoApp.StartAsync(ServerPlace, "server", [new ContainerPort { Number = 8080 }]));
        var clientPlace = await StartPodAsync(client, "client", ClientAddress);
        Client = new PodClient(clientPlace, host => IPAddress.Parse(host == "server" ? "10.96.9.9" : host));
        foreach (var address in (string[])[ServerAddress, ClientAddress])
        {
            await Eventually.GetAsync($"a ready proxy at {address}\n{string.Join('\n', _running.OfType<ContainerRun>().Select(run => run.Log))}", () => IsReadyAsync(address), static ready => ready);
        }
    }

    public async Task DisposeAsync()
    {
        _running.Reverse();
        foreach (var running in _running)
        {
            await running.DisposeAsync();
        }

        Client?.Dispose();
        Node?.Dispose();
        Network?.Dispose();
        _folder.Delete(recursive: true);
    }

    internal static IReadOnlyDictionary<string, string> Fields(string name, string address) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["metadata.name"] = name,
        ["metadata.namespace"] = "default",
        ["status.podIP"] = address,
        ["status.podIPs"] = address,
        ["spec.serviceAccountName"] = name,
        ["spec.nodeName"] = "node",
    };

    /// <summary>A pod of the manifests beside this file, injected.</summary>
    internal static JsonObject Inject(string manifest, string values = "") => InjectText(File.ReadAllText(Path.Combine(Manifests, manifest)), values);

    internal static JsonObject InjectText(string manifest, string values = "")
    {
        var settings = InjectionSettingsReader.Read("", values).Settings!;
        var pod = (JsonObject)PlainDocuments.ReadOne(manifest).Value!;
        var result = SidecarInjector.Inject(new InjectionRequest { Pod = pod, Namespace = "default", Settings = settings });
        Assert.Empty(result.Errors);
        return result.Pod!;
    }

    private async Task StartMeshAsync(params JsonObject[] pods)
    {
        var config = Directory.CreateDirectory(Path.Combine(_folder.FullName, "config")).FullName;
        File.Copy(Path.Combine(Manifests, "mesh.yaml"), Path.Combine(config, "mesh.yaml"));
        foreach (var (pod, address) in pods.Zip([ServerAddress, ClientAddress]))
        {
            var stored = (JsonObject)pod.DeepClone();
            stored["status"] = JsonNode.Parse($$"""{"podIP": "{{address}}", "phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}""");
            File.WriteAllText(Path.Combine(config, $"{pod["metadata"]!["name"]}.json"), stored.ToJsonString());
        }

        var tokens = Path.Combine(_folder.FullName, "tokens");
        File.WriteAllText(tokens, "token-of-server-0123456789 default/server\ntoken-of-client-0123456789 default/client\n");
        var mesh = new MeshServer(
            Network, config, Path.Combine(_folder.FullName, "ca"),
            "--secure-ads", $"{NodeAddress}:15012", "--token-file", tokens, "--host-name", "istiod.istio-system.svc");
        _running.Add(mesh);
        await mesh.StartAsync();
    }

    private async Task<NetworkNamespace> StartPodAsync(JsonObject pod, string name, string address)
    {
        var place = Network.AddPod(name, address);
        var secrets = Directory.CreateDirectory(Path.Combine(_folder.FullName, name, "secrets"));
        File.WriteAllText(Path.Combine(_folder.FullName, name, "hosts"), $"127.0.0.1 localhost\n{NodeAddress} istiod.istio-system.svc\n");
        File.WriteAllText(Path.Combine(secrets.CreateSubdirectory("istio").FullName, "root-cert.pem"), File.ReadAllText(Path.Combine(_folder.FullName, "ca", "roots.pem")));
        File.WriteAllText(Path.Combine(secrets.CreateSubdirectory("tokens").FullName, "istio-token"), $"token-of-{name}-0123456789");
        foreach (var container in pod["spec"]!["initContainers"]!.AsArray().OfType<JsonObject>())
        {
            await using var run = ContainerRun.Start(place, container, Path.Combine(_folder.FullName, name), Fields(name, address));
            Assert.True(await run.EndAsync() == 0, run.Log);
        }

        var proxy = pod["spec"]!["containers"]!.AsArray().OfType<JsonObject>().Single(container => container["name"]!.ToString() == "istio-proxy");
        _running.Add(ContainerRun.Start(place, proxy, Path.Combine(_folder.FullName, name), Fields(name, address)));
        return place;
    }

    private async Task<bool> IsReadyAsync(string address)
    {
        try
        {
            return (await Node.GetAsync($"http://{address}:15021/healthz/ready")).Status == (int)HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
