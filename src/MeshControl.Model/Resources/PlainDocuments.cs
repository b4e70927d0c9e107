using System.Globalization;
using System.Text.Json.Nodes;
using MeshControl.Model.Resources.Reading;

namespace MeshControl.Model.Resources;

/// <summary>Reads YAML or JSON of any kind, typed the way kubectl does.</summary>
public static class PlainDocuments
{
    public static IReadOnlyList<PlainDocument> Read(string text) => [.. DocumentSplitter.Split(text).Select(ReadPart)];

    /// <summary>The first document that has a value; one without a value where there is none.</summary>
    public static PlainDocument ReadOne(string text)
    {
        var documents = Read(text);
        return documents.FirstOrDefault(document => document.Error is not null || document.Value is not null) ?? new(text, null, null);
    }

    private static PlainDocument ReadPart(DocumentPart part)
    {
        try
        {
            return new(part.Text.ToString(), DocumentReader.Read(part, new TextPool()) is { } root ? ToJson(root) : null, null);
        }
        catch (DocumentFormatException error)
        {
            return new(part.Text.ToString(), null, string.Create(CultureInfo.InvariantCulture, $"line {error.Line}: {error.Message}"));
        }
    }

    private static JsonNode? ToJson(DocumentNode node)
    {
        switch (node.Kind)
        {
            case NodeKind.Null:
                return null;
            case NodeKind.Boolean:
                return JsonValue.Create(node.Text == "true");
            case NodeKind.Integer or NodeKind.Number:
                return JsonNode.Parse(node.Text);
            case NodeKind.Sequence:
                return new JsonArray([.. node.Items.Select(ToJson)]);
            case NodeKind.Mapping:
                var result = new JsonObject();
                foreach (var entry in node.Entries)
                {
                    result[entry.Key] = ToJson(entry.Value);
                }

                return result;
            default:
                return JsonValue.Create(node.Text);
        }
    }
}
