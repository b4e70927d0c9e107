using MeshControl.Generation.Output;
using MeshControl.Generation.Rendering;
using MeshControl.Xds.Sessions;

namespace MeshControl.Server.Tests.WasmModules;

/// <summary>Modules that meshd fetched are in what proxies get; while one is missing, its failStrategy says what happens, and its plugin is told.</summary>
public sealed class FetchedModulesTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_plugin_refuses_requests_until_its_module_is_there()
    {
        await using var server = await ModuleServer.StartAsync();
        server.IsBroken = true;
        _folder.Write("plugin.yaml", $$"""
            apiVersion: extensions.istio.io/v1alpha1
            kind: WasmPlugin
            metadata: {name: filter, namespace: default}
            spec: {url: "http://{{server.Host}}/filter.wasm", failStrategy: FAIL_CLOSE}
            """);
        await using var mesh = await RunningMesh.StartAsync(_folder.Path);
        using var proxy = await mesh.ConnectAsync("reviews-v1", "10.244.0.14");

        await WaitAsync(proxy, static text => text.Contains("filters.http.rbac.v3.RBAC", StringComparison.Ordinal));
        await WaitAsync(mesh, static findings => findings.Contains("WasmPlugin/default/filter spec.url", StringComparison.Ordinal)
            && findings.Contains("answered with status 500; requests are refused (failStrategy); make it reachable", StringComparison.Ordinal));

        server.IsBroken = false;
        await WaitAsync(proxy, static text => text.Contains(Convert.ToBase64String(ModuleServer.Module), StringComparison.Ordinal));
        await WaitAsync(mesh, static findings => !findings.Contains("cannot be fetched", StringComparison.Ordinal));
    }

    private static async Task WaitAsync(RunningMesh mesh, Func<string, bool> condition)
    {
        var seen = mesh.Engine.Reports.Value;
        while (!condition(string.Join('\n', mesh.Engine.Findings)))
        {
            seen = await mesh.RevisionAfterAsync(seen);
        }
    }

    private static async Task WaitAsync(IProxySubscription proxy, Func<string, bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        var config = proxy.Config.Value;
        while (!condition(string.Concat(config.View(ResourceType.Extension, RouteDelivery.Table).Items.Select(item => ResourceJson.Of(item).ToJsonString()))))
        {
            config = await proxy.Config.NextAsync(config, patience.Token);
        }
    }
}
