using System.Text;
using System.Text.RegularExpressions;
using MeshControl.Generation.Output;
using MeshControl.Generation.Rendering;
using MeshControl.Incremental.Diagnostics;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;

namespace MeshControl.Generation.Tests.FanOut;

/// <summary>
/// The mesh of the fan-out budgets: Mesh.yaml, Namespace.yaml for each of shop, data and far, and one object to edit. In the edit's text
/// <c>&lt;&lt;a|b&gt;&gt;</c> is a before and b after.
/// </summary>
internal sealed partial class FanOutMesh
{
    private static readonly (ProxyType Type, string Namespace, string Pod)[] Pods =
    [
        (ProxyType.Sidecar, "shop", "web-0"), (ProxyType.Sidecar, "data", "web-0"), (ProxyType.Sidecar, "far", "web-0"),
        (ProxyType.Router, "istio-system", "gateway-0"),
    ];

    private readonly RenderPipeline _pipeline = new();
    private readonly ResourceStore _store = new();
    private readonly string _edit;

    public FanOutMesh(string edit)
    {
        _edit = edit;
        _pipeline.Commit([], MeshSettings.Default);
        Apply("mesh.yaml", File.ReadAllText(FanOutFiles.Mesh));
        foreach (var (number, ns) in new[] { "shop", "data", "far" }.Index())
        {
            Apply($"{ns}.yaml", File.ReadAllText(FanOutFiles.Namespace)
                .Replace("NAMESPACE", ns, StringComparison.Ordinal).Replace("NUMBER", $"{number + 1}", StringComparison.Ordinal));
        }

        Apply("edit.yaml", Side("${before}"));
    }

    /// <summary>The proxies whose configuration the edit changes, and the values computed again for it; null where nothing of the edit is read.</summary>
    public (IReadOnlyList<string> Changed, GraphStatistics Builds)? MakeEdit()
    {
        var before = Compile();
        var earlier = _pipeline.Graph.Statistics;
        if (!Apply("edit.yaml", Side("${after}")))
        {
            return null;
        }

        var after = Compile();
        var changed = Pods.Where((_, index) => !before[index].HasSameContent(after[index])).Select(pod => $"{pod.Pod}.{pod.Namespace}");
        return ([.. changed], _pipeline.Graph.Statistics.Since(earlier));
    }

    private ProxyConfig[] Compile() => [.. Pods.Select(pod => _pipeline.Render(
        _pipeline.IdentityOf(pod.Type, pod.Namespace, pod.Pod) ?? throw new InvalidOperationException($"no pod {pod.Pod}.{pod.Namespace}")))];

    private bool Apply(string file, string yaml)
    {
        var read = ManifestReader.Read(file, Encoding.UTF8.GetBytes(yaml));
        Assert.Empty(read.Findings);
        var changes = _store.Apply([new SourceReplaced(read)]);
        if (!changes.IsEmpty)
        {
            _pipeline.Commit(changes);
        }

        return !changes.IsEmpty;
    }

    private string Side(string replacement) => Marker().Replace(_edit, replacement);

    [GeneratedRegex(@"<<(?<before>[^|]*)\|(?<after>.*?)>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marker();
}
