using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MeshControl.Model.Resources;
using MeshControl.Testing.Clusters;

namespace MeshControl.Chart.Tests.Rendering;

/// <summary>What a chart makes of some values.</summary>
internal sealed partial class RenderedChart
{
    private RenderedChart(string text, IReadOnlyList<JsonObject> objects)
    {
        Text = text;
        Objects = objects;
    }

    public string Text { get; }

    public IReadOnlyList<JsonObject> Objects { get; }

    /// <param name="chart">One of <see cref="Charts"/>.</param>
    /// <param name="arguments">Of <c>helm template</c>; a single text is split at spaces.</param>
    public static RenderedChart Of(string chart, string arguments = "", string release = "mesh")
    {
        var run = HelmRun.Of(["template", release, chart, .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.True(run.ExitCode == 0, $"helm template {arguments}: {run.Error}");
        var documents = PlainDocuments.Read(run.Output);
        Assert.All(documents, document => Assert.Null(document.Error));
        return new(run.Output, [.. documents.Select(document => document.Value).OfType<JsonObject>()]);
    }

    public IEnumerable<JsonObject> All(string kind) => Objects.Where(found => Kind(found) == kind);

    public JsonObject One(string kind, string? name = null) => Assert.Single(All(kind), found => name is null || Name(found) == name);

    public IEnumerable<string> Names(string kind) => All(kind).Select(Name);

    public static string Kind(JsonObject found) => (string)found["kind"]!;

    public static string Name(JsonObject found) => (string)found["metadata"]!["name"]!;

    /// <summary>A field by its path: <c>spec.containers[0].image</c>, <c>metadata.labels['istio.io/rev']</c>.</summary>
    public static JsonNode? At(JsonNode? node, string path)
    {
        foreach (Match step in PathStep().Matches(path))
        {
            node = step.Groups["index"] is { Success: true } index
                ? (node as JsonArray)?.ElementAtOrDefault(int.Parse(index.Value))
                : (node as JsonObject)?[step.Groups["name"].Value];
        }

        return node;
    }

    [GeneratedRegex(@"\[(?<index>\d+)\]|\['(?<name>[^']+)'\]|(?<name>[^.\[\]]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathStep();
}
