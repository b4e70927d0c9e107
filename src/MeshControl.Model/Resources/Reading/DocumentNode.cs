namespace MeshControl.Model.Resources.Reading;

/// <summary>A value of a YAML or JSON document and its line (1-based); scalars keep canonical text ("true", "8", "null").</summary>
internal sealed class DocumentNode(NodeKind kind, int line, string text = "")
{
    public static readonly DocumentNode EmptyMapping = new(NodeKind.Mapping, 0) { Entries = [] };

    public NodeKind Kind { get; } = kind;

    public int Line { get; } = line;

    public string Text { get; } = text;

    public IReadOnlyList<DocumentNode> Items { get; init; } = [];

    public IReadOnlyList<NodeEntry> Entries { get; init; } = [];

    /// <summary>The value of a mapping's key; null when absent, when null, or when this is no mapping.</summary>
    public DocumentNode? this[string key]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (entry.Key == key)
                {
                    return entry.Value.Kind == NodeKind.Null ? null : entry.Value;
                }
            }

            return null;
        }
    }

    /// <summary>For messages: what a user calls this value.</summary>
    public string Describe() => Kind switch
    {
        NodeKind.Null => "null",
        NodeKind.Boolean => $"the boolean {Text}",
        NodeKind.Integer or NodeKind.Number => $"the number {Text}",
        NodeKind.String => $"the string \"{(Text.Length > 40 ? Text[..40] + "..." : Text)}\"",
        NodeKind.Sequence => "a list",
        _ => "an object",
    };
}
