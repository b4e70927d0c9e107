using System.Globalization;
using System.Net;
using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.Generation.Bootstrap;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Proxies;
using MeshControl.Testing.Envoys;
using MeshControl.Testing.Traffic;

namespace MeshControl.EndToEnd.Tests.RateLimits;

/// <summary>A folder with two gateways on this machine to one app, under one RateLimitPolicy; and their Envoys.</summary>
internal sealed class LimitedGateways : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-limits-");
    private readonly Dictionary<string, int> _ports = new(StringComparer.Ordinal) { ["a"] = FreePort.Next(), ["b"] = FreePort.Next() };
    private readonly List<EnvoyProcess> _envoys = [];
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(20) };

    private readonly HttpApp _app;

    /// <param name="app">What every request leads to.</param>
    /// <param name="policy">The policy's spec besides its selector, YAML in braces' style.</param>
    private LimitedGateways(HttpApp app, string policy)
    {
        _app = app;
        File.WriteAllText(
        Path.Combine(_folder.FullName, "mesh.yaml"),
        $$$"""
        {{{string.Join("\n---\n", _ports.Select((port, index) => Gateway(port.Key, port.Value, index + 1)))}}}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: answers, namespace: default}
        spec: {hosts: ["*"], gateways: [a, b], http: [{name: all, route: [{destination: {host: app.example}}]}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: app, namespace: default}
        spec: {hosts: [app.example], ports: [{number: 80, name: http, protocol: HTTP}], resolution: STATIC, endpoints: [{address: 127.0.0.1, ports: {http: {{{app.Port}}}}}]}
        ---
        apiVersion: policy.meshcontrol.io/v1alpha1
        kind: RateLimitPolicy
        metadata: {name: shared, namespace: default}
        spec:
          scope: global
          timeout: 5s
          {{{policy}}}

        """);
    }

    public string Folder => _folder.FullName;

    public static async Task<LimitedGateways> CreateAsync(string policy) => new(await HttpApp.StartAsync("app"), policy);

    /// <summary>Starts the Envoy of a gateway and returns when it serves.</summary>
    public async Task StartAsync(string gateway, string host, int port, BootstrapCredentials? credentials = null)
    {
        var folder = new MeshFolder();
        folder.AddManifests("mesh.yaml", await File.ReadAllBytesAsync(Path.Combine(Folder, "mesh.yaml")));
        var pipeline = new RenderPipeline();
        pipeline.Commit(folder.Resources, folder.Settings);
        var admin = FreePort.Next();
        var bootstrap = BootstrapRenderer.Render(new BootstrapRequest
        {
            Proxy = pipeline.IdentityOf(ProxyType.Router, "default", gateway)!,
            DiscoveryHost = host,
            DiscoveryPort = port,
            Credentials = credentials,
            AdminPort = admin,
            ReadinessPort = 0,
            MetricsPort = 0,
        });
        _envoys.Add(await EnvoyProcess.StartAsync(new EnvoyOptions { Bootstrap = ResourceJson.Of(bootstrap).ToJsonString(), AdminPort = admin }));
        await _envoys[^1].WaitForAsync("/listeners", listeners => listeners.Contains($":{_ports[gateway]}", StringComparison.Ordinal));
    }

    /// <summary>The statuses of requests to a gateway, one after the other.</summary>
    public async Task<string> SendAsync(string gateway, int count)
    {
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            using var response = await _client.GetAsync(new Uri($"http://127.0.0.1:{_ports[gateway]}/"));
            statuses.Add((int)response.StatusCode);
        }

        return string.Join(' ', statuses);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var envoy in _envoys)
        {
            await envoy.DisposeAsync();
        }

        _client.Dispose();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Gateway(string name, int port, int index) => string.Create(CultureInfo.InvariantCulture, $$$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{{name}}}, namespace: default, labels: {gateway: {{{name}}}}}
        spec: {serviceAccountName: gateway, containers: [{name: proxy}]}
        status: {phase: Running, podIP: 10.0.0.{{{index}}}, podIPs: [{ip: 10.0.0.{{{index}}}}], conditions: [{type: Ready, status: "True"}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: {{{name}}}, namespace: default}
        spec: {selector: {gateway: {{{name}}}}, servers: [{port: {number: {{{port}}}, name: http, protocol: HTTP}, hosts: ["*"]}]}
        """);
}
