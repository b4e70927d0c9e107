using System.Text;

namespace MeshControl.Model.Resources.Reading;

/// <summary>Reads one document, JSON or YAML.</summary>
internal static class DocumentReader
{
    /// <summary>Null for a document without a value. Throws DocumentFormatException.</summary>
    public static DocumentNode? Read(DocumentPart part, TextPool pool)
    {
        var text = part.Text.Span;
        var content = text.TrimStart();
        if (content.IsEmpty)
        {
            return null;
        }

        if (content[0] is not ('{' or '['))
        {
            return BlockYamlReader.TryRead(text, part.LinesBefore, pool, out var root) ? root : ReadYaml(part);
        }

        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        try
        {
            return JsonNodeReader.Read(bytes, part.LinesBefore);
        }
        catch (DocumentFormatException)
        {
            // YAML's flow style begins like JSON, without having to be JSON.
            return ReadYaml(part);
        }
    }

    // kubectl takes text blocks that begin with blank lines of any width; the YAML specification, and so the reader, does not.
    private static DocumentNode? ReadYaml(DocumentPart part)
    {
        try
        {
            return YamlNodeReader.Read(part.Text, part.LinesBefore);
        }
        catch (DocumentFormatException error) when (error.Message.Contains("block scalar", StringComparison.Ordinal))
        {
            var lines = part.Text.ToString().Split('\n').Select(line => string.IsNullOrWhiteSpace(line) ? "" : line);
            return YamlNodeReader.Read(string.Join('\n', lines).AsMemory(), part.LinesBefore);
        }
    }
}
