using System.Text.Json.Nodes;
using MeshControl.Generation.Filters.Extensions;
using MeshControl.Generation.Output;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Proxies;
using MeshControl.Model.Validation;

namespace MeshControl.Testing.Rendering;

/// <summary>A folder of YAML as a compiled mesh, with the proxies that its proxies.txt names.</summary>
public sealed class FolderMesh
{
    private readonly MeshFolder _mesh = new();

    /// <summary>Reads and commits the folder.</summary>
    /// <param name="folder">It has a proxies.txt.</param>
    /// <param name="modules">How its proxies get Wasm modules.</param>
    public FolderMesh(string folder, ModuleDelivery modules = ModuleDelivery.ByAgent)
    {
        Pipeline = new RenderPipeline(modules);
        var files = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Where(file => FolderLayout.IsConfiguration(Path.GetRelativePath(folder, file)))
            .Order(StringComparer.Ordinal).ToList();
        foreach (var file in files.Where(file => !MeshFolder.IsSettings(file)))
        {
            _mesh.AddManifests(file, File.ReadAllBytes(file));
        }

        _mesh.UseSettings(Settings(files, MeshFolder.MeshConfigName), Settings(files, MeshFolder.MeshNetworksName));
        Pipeline.Commit(_mesh.Resources, _mesh.Settings);
        Proxies = [.. File.ReadLines(Path.Combine(folder, "proxies.txt")).Where(line => line.Length > 0 && !line.Contains('@')).Select(Parse)];
    }

    public RenderPipeline Pipeline { get; }

    public IReadOnlyList<Finding> Findings => _mesh.Findings;

    /// <summary>Type and `pod.namespace` of each proxy of this cluster.</summary>
    public IReadOnlyList<(ProxyType Type, string Id)> Proxies { get; }

    public ProxyConfig Render((ProxyType Type, string Id) proxy)
    {
        var dot = proxy.Id.LastIndexOf('.');
        var identity = Pipeline.IdentityOf(proxy.Type, proxy.Id[(dot + 1)..], proxy.Id[..dot])
            ?? throw new InvalidOperationException($"no pod {proxy.Id} with an address");
        return Pipeline.Render(identity);
    }

    public JsonObject RenderJson((ProxyType Type, string Id) proxy) => ProxyConfigJson.Of(Render(proxy));

    private static (string, string)? Settings(IEnumerable<string> files, string name) =>
        files.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == name) is { } file ? (file, File.ReadAllText(file)) : null;

    private static (ProxyType, string) Parse(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) switch
    {
        ["sidecar", var id] => (ProxyType.Sidecar, id),
        ["router", var id] => (ProxyType.Router, id),
        _ => throw new FormatException($"'{line}' names no proxy"),
    };
}
