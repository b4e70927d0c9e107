using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Reading;

/// <summary>Lays one mesh configuration document over another: fields replace fields, except the few that merge.</summary>
internal static class MeshConfigOverlay
{
    public static DocumentNode Apply(DocumentNode below, DocumentNode above) =>
        Overlay(below, above, ShapeCatalog.Of(typeof(MeshConfig)), (field, lower, upper) => field switch
        {
            "defaultConfig" => ApplyProxyConfig(lower, upper),
            "defaultProviders" => Overlay(lower, upper, ShapeCatalog.Of(typeof(DefaultProviders)), Replace),
            "extensionProviders" => MergeByName(lower, upper),
            _ => upper,
        });

    public static DocumentNode ApplyProxyConfig(DocumentNode below, DocumentNode above) =>
        Overlay(below, above, ShapeCatalog.Of(typeof(ProxyConfig)), (field, lower, upper) => field switch
        {
            "proxyMetadata" or "runtimeValues" => Merge(lower, upper),
            "proxyHeaders" => Overlay(lower, upper, ShapeCatalog.Of(typeof(ProxyHeaders)), Replace),
            _ => upper,
        });

    private static DocumentNode Replace(string field, DocumentNode below, DocumentNode above) => above;

    private static DocumentNode Overlay(DocumentNode below, DocumentNode above, Shape shape, Func<string, DocumentNode, DocumentNode, DocumentNode> combine)
    {
        // What has the wrong type is left for the reader to tell.
        if (above.Kind != NodeKind.Mapping || below.Kind != NodeKind.Mapping)
        {
            return above;
        }

        var replaced = new Dictionary<string, DocumentNode>();
        var entries = new List<NodeEntry>();
        foreach (var entry in above.Entries)
        {
            var field = shape.FindField(entry.Key);
            var lower = field is null ? null : below[field.Name];
            var combined = lower is null || entry.Value.Kind == NodeKind.Null ? entry.Value : combine(field!.Name, lower, entry.Value);
            entries.Add(entry with { Value = combined });
            if (field is not null && entry.Value.Kind != NodeKind.Null)
            {
                replaced[field.Name] = combined;
            }
        }

        var oneOfs = replaced.Keys.Select(name => shape.FindField(name)!.OneOfGroup).OfType<string>().ToHashSet();
        entries.AddRange(below.Entries.Where(e => !replaced.ContainsKey(e.Key) && !(shape.FindField(e.Key)?.OneOfGroup is { } group && oneOfs.Contains(group))));
        return new(NodeKind.Mapping, above.Line) { Entries = entries };
    }

    private static DocumentNode Merge(DocumentNode below, DocumentNode above) =>
        above.Kind != NodeKind.Mapping
            ? above
            : new(NodeKind.Mapping, above.Line) { Entries = [.. above.Entries, .. below.Entries.Where(e => above[e.Key] is null)] };

    private static DocumentNode MergeByName(DocumentNode below, DocumentNode above)
    {
        if (above.Kind != NodeKind.Sequence)
        {
            return above;
        }

        var names = above.Items.Select(i => i["name"]?.Text).ToHashSet();
        return new(NodeKind.Sequence, above.Line) { Items = [.. below.Items.Where(i => !names.Contains(i["name"]?.Text)), .. above.Items] };
    }
}
