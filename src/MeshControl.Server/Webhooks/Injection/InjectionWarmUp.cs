using System.Text.Json.Nodes;
using MeshControl.Generation.Injection;
using MeshControl.Generation.Injection.Settings;
using Microsoft.Extensions.Hosting;

namespace MeshControl.Server.Webhooks.Injection;

/// <summary>Injects a pod of nobody at start: the first one compiles what all later ones use, and an API server waits ten seconds at most.</summary>
internal sealed class InjectionWarmUp : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Off the host's start path.
        await Task.Yield();
        var pod = JsonNode.Parse("""{"metadata": {"name": "warm-up"}, "spec": {"containers": [{"name": "app", "readinessProbe": {"httpGet": {"port": 80}}}]}}""")!.AsObject();
        SidecarInjector.Inject(new InjectionRequest { Pod = pod, Namespace = "default", Settings = InjectionSettingsReader.BuiltIn });
    }
}
