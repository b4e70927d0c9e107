using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;
using MeshControl.Generation.Filters.Extensions;
using MeshControl.Testing;
using MeshControl.Testing.Envoys;
using MeshControl.Testing.Rendering;
using MeshControl.Xds.Diagnostics;

namespace MeshControl.EndToEnd.Tests.Parade;

/// <summary>
/// One Envoy process takes what every proxy of every sample and reference scenario is served, one after the other, and refuses nothing. Sidecars and
/// routers go apart: a proxy does not change its type, and Envoy 1.40 crashes when a listener that was not bound comes again bound to its port.
/// </summary>
public sealed class EveryScenarioInTurnTests
{
    [NetworkTheory]
    [InlineData("Sidecar", true)]
    [InlineData("Sidecar", false)]
    [InlineData("Router", true)]
    [InlineData("Router", false)]
    public async Task One_envoy_takes_all_configurations_without_a_refusal(string type, bool isDelta)
    {
        var folder = Directory.CreateTempSubdirectory("mesh-parade-").FullName;
        var socket = Path.Combine(folder, "ads.sock");
        var place = NetworkNamespace.Create("parade");
        try
        {
            await using var host = await ParadeHost.StartAsync(folder, socket);
            await using var envoy = await ParadeEnvoy.StartAsync(place, folder, socket, isDelta);
            var shown = 0;
            foreach (var mesh in Folders())
            {
                foreach (var proxy in mesh.Mesh.Proxies.Where(proxy => proxy.Type.ToString() == type))
                {
                    await TakeAsync(host, envoy, host.Source.Show(mesh.Mesh.Render(proxy)), $"{mesh.Name} {proxy.Id}");
                    shown++;
                }
            }

            Assert.True(shown > 1, "there must be something to show");
            Assert.Equal(0, await RefusalsAsync(envoy));
        }
        finally
        {
            place.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task TakeAsync(ParadeHost host, EnvoyProcess envoy, string mark, string what)
    {
        try
        {
            await envoy.WaitForAsync("/config_dump?resource=dynamic_route_configs&mask=route_config.name", dump => dump.Contains($"\"{mark}\"", StringComparison.Ordinal));
            await Eventually.HoldsAsync("an answer to every response", () => host.Session is { } session && session.Types.All(type => type.State != SyncState.Stale));
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            throw new InvalidOperationException($"{what}: {Describe(host.Session)}\n{e.Message}", e);
        }

        Assert.True(host.Session!.Types.All(type => type.Rejections == 0), $"{what}: {Describe(host.Session)}");
    }

    private static string Describe(SessionSnapshot? session) =>
        session is null ? "no stream" : string.Join("; ", session.Types.Select(type => $"{type.Type} {type.State} {type.Error}"));

    // What Envoy itself counts, of every kind of resource.
    private static async Task<long> RefusalsAsync(EnvoyProcess envoy) =>
        (await envoy.GetAsync("/stats?filter=update_rejected%7Cconfig_reload_rejected")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..]));

    private static IEnumerable<(string Name, FolderMesh Mesh)> Folders() =>
        Directory.GetDirectories(Path.Combine(RepositoryFolder.Path, "samples")).Concat(ReferenceFiles.Scenarios).Order(StringComparer.Ordinal)
            .Select(folder => (Path.GetFileName(folder), new FolderMesh(folder, ModuleDelivery.Inline)));
}
