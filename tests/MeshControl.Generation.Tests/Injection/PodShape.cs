using System.Text.Json.Nodes;
using MeshControl.Generation.Injection;
using MeshControl.Generation.Injection.Settings;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Testing;

namespace MeshControl.Generation.Tests.Injection;

/// <summary>
/// A file of Shapes/: a document of circumstances (namespace, config, values, mesh, parameters, native; all may be missing), and the pod.
/// </summary>
internal sealed class PodShape
{
    public static readonly string Folder = Path.Combine(RepositoryFolder.Path, "tests", "MeshControl.Generation.Tests", "Injection", "Shapes");

    private readonly JsonObject _circumstances;

    private PodShape(string name)
    {
        Name = name;
        var documents = PlainDocuments.Read(File.ReadAllText(Path.Combine(Folder, name + ".yaml"))).Where(document => document.Value is not null).ToList();
        Assert.All(documents, document => Assert.Null(document.Error));
        _circumstances = documents.Count > 1 ? (JsonObject)documents[0].Value! : [];
        Pod = (JsonObject)documents[^1].Value!;
    }

    public static IReadOnlyList<string> Names => [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public string Name { get; }

    public JsonObject Pod { get; }

    public static PodShape Read(string name) => new(name);

    /// <summary>The request for this pod, or for another one in the same circumstances.</summary>
    public InjectionRequest Request(JsonObject? pod = null) => new()
    {
        Pod = pod ?? Pod,
        Namespace = _circumstances["namespace"]?.ToString() ?? "default",
        Settings = Settings(),
        Mesh = Mesh(),
        NamespaceLabels = Texts("namespaceLabels"),
        NamespaceAnnotations = Texts("namespaceAnnotations"),
        Parameters = InjectionParameters.Parse(_circumstances["path"]?.ToString() ?? "/inject"),
        HasNativeSidecars = _circumstances["native"]?.GetValue<bool>() ?? false,
    };

    public InjectionResult Inject() => SidecarInjector.Inject(Request());

    private InjectionSettings Settings()
    {
        var read = InjectionSettingsReader.Read(_circumstances["config"]?.ToJsonString(), _circumstances["values"]?.ToJsonString());
        Assert.Empty(read.Errors);
        return read.Settings!;
    }

    private MeshConfig Mesh()
    {
        var read = MeshConfigReader.ReadMeshConfig("mesh", _circumstances["mesh"]?.ToJsonString() ?? "");
        Assert.Empty(read.Findings);
        return read.Value!;
    }

    private Dictionary<string, string> Texts(string name) =>
        (_circumstances[name] as JsonObject ?? []).ToDictionary(entry => entry.Key, entry => entry.Value!.ToString(), StringComparer.Ordinal);
}
