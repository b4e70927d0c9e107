using System.Net;
using MeshControl.EndToEnd.Tests.Network;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Proxies;

namespace MeshControl.EndToEnd.Tests.Mesh;

/// <summary>
/// A whole mesh from a folder of YAML: `meshd` serves a copy of the folder, and every Pod in it runs in a network namespace with its address, an
/// app on its container ports, and a stock Envoy.
/// </summary>
internal sealed class TestMesh : IAsyncDisposable
{
    // Above the pods' own addresses, in the same network.
    private static readonly IPAddress NodeAddress = IPAddress.Parse("10.244.255.1");

    private readonly DirectoryInfo _folder;
    private readonly Dictionary<string, MeshPod> _pods = new(StringComparer.Ordinal);
    private readonly string _source;
    private readonly MeshManifests _manifests;
    private readonly PodNetwork _network;

    private TestMesh(string source)
    {
        _source = source;
        _manifests = new MeshManifests(source);
        _network = new PodNetwork(NodeAddress);
        _folder = Directory.CreateTempSubdirectory("mesh-e2e-");
        Copy(source, ConfigFolder);
        Outside = new PodClient(_network.Node, _manifests.Resolve);
        Server = new MeshServer(_network, ConfigFolder, Path.Combine(_folder.FullName, "ca"));
    }

    public MeshServer Server { get; }

    /// <summary>A client that is in no pod.</summary>
    public PodClient Outside { get; }

    public IReadOnlyCollection<MeshPod> Pods => _pods.Values;

    /// <summary>The folder that is served; edits take effect.</summary>
    public string ConfigFolder => Path.Combine(_folder.FullName, "config");

    public MeshPod this[string pod] => _pods[pod];

    public static async Task<TestMesh> StartAsync(string folder, bool usesStateOfTheWorld)
    {
        NetworkNamespace.RemoveAbandoned();
        var mesh = new TestMesh(folder);
        try
        {
            await mesh.Server.StartAsync();
            await Task.WhenAll(mesh._manifests.Pods.Select(pod => mesh.AddPod(pod, usesStateOfTheWorld)).ToList());
            return mesh;
        }
        catch
        {
            await mesh.DisposeAsync();
            throw;
        }
    }

    /// <summary>Replaces text in a file of the served folder.</summary>
    public void Edit(string file, string before, string after)
    {
        var path = Path.Combine(ConfigFolder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(before, after, StringComparison.Ordinal));
    }

    /// <summary>Puts every file of the folder back as it was.</summary>
    public void Restore() => Copy(_source, ConfigFolder);

    /// <summary>How many configurations the Envoys refused, by pod.</summary>
    public async Task<IReadOnlyDictionary<string, long>> RefusalsAsync()
    {
        var refusals = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var pod in Pods.Where(pod => pod.HasEnvoy))
        {
            var lines = (await pod.Envoy.GetAsync("/stats?filter=update_rejected%7Crds.*config_reload_rejected")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            refusals[pod.Name] = lines.Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..]));
        }

        return refusals;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in Pods)
        {
            await pod.DisposeAsync();
        }

        Outside.Dispose();
        await Server.DisposeAsync();
        _network.Dispose();
        _folder.Delete(recursive: true);
    }

    private Task AddPod(Resource<Pod> manifest, bool usesStateOfTheWorld)
    {
        var address = manifest.Spec.AllIPs()[0];
        var pod = new MeshPod(_network.AddPod(manifest.Name, address), manifest.Name, address, _manifests.Resolve);
        _pods.Add(pod.Name, pod);
        return StartAsync(manifest, pod, usesStateOfTheWorld);
    }

    private async Task StartAsync(Resource<Pod> manifest, MeshPod pod, bool usesStateOfTheWorld)
    {
        var proxy = _manifests.ProxyOf(manifest);
        if (proxy?.Type != ProxyType.Router)
        {
            await pod.StartAppAsync([.. manifest.Spec.RunningContainers().SelectMany(container => container.Ports)]);
        }

        if (proxy is not null)
        {
            await pod.StartEnvoyAsync(proxy, NodeAddress, usesStateOfTheWorld);
        }
    }

    private static void Copy(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*.yaml", SearchOption.AllDirectories))
        {
            var path = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path, overwrite: true);
        }
    }
}
