using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MeshControl.Model.Resources.Reading;

/// <summary>Reads one JSON document into nodes with line numbers.</summary>
internal static class JsonNodeReader
{
    /// <summary>Throws DocumentFormatException.</summary>
    public static DocumentNode Read(ReadOnlySpan<byte> json, int lineOffset)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 100 });
        var lines = new LineCounter(lineOffset);
        try
        {
            reader.Read();
            var root = ReadNode(ref reader, json, lines);
            return reader.Read() ? throw new DocumentFormatException("more than one JSON value", lines.At(json, (int)reader.TokenStartIndex)) : root;
        }
        catch (JsonException error)
        {
            throw new DocumentFormatException(Plain(error.Message), (int)(error.LineNumber ?? 0) + 1 + lineOffset);
        }
        catch (InvalidOperationException error)
        {
            // Bytes that are not UTF-8, or half a surrogate pair, inside a string.
            throw new DocumentFormatException(error.Message, lines.At(json, (int)reader.TokenStartIndex));
        }
    }

    private static DocumentNode ReadNode(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, LineCounter lines)
    {
        var line = lines.At(json, (int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return new(NodeKind.Null, line);
            case JsonTokenType.True:
                return new(NodeKind.Boolean, line, "true");
            case JsonTokenType.False:
                return new(NodeKind.Boolean, line, "false");
            case JsonTokenType.String:
                return new(NodeKind.String, line, reader.GetString()!);
            case JsonTokenType.Number:
                return ReadNumber(Encoding.ASCII.GetString(reader.ValueSpan), line);
            case JsonTokenType.StartArray:
                var items = new List<DocumentNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadNode(ref reader, json, lines));
                }

                return new(NodeKind.Sequence, line) { Items = items };
            default:
                var entries = new List<NodeEntry>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = reader.GetString()!;
                    var keyLine = lines.At(json, (int)reader.TokenStartIndex);
                    reader.Read();
                    entries.Add(new(key, keyLine, ReadNode(ref reader, json, lines)));
                }

                return new(NodeKind.Mapping, line) { Entries = entries };
        }
    }

    private static DocumentNode ReadNumber(string text, int line)
    {
        if (Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return new(NodeKind.Integer, line, text);
        }

        var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number)
            ? new(NodeKind.Number, line, number.ToString("R", CultureInfo.InvariantCulture))
            : throw new DocumentFormatException($"the number {text} is too large", line);
    }

    private static string Plain(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    // Tokens come in order, so counting line feeds from the last token on is linear over the document.
    private sealed class LineCounter(int offset)
    {
        private int _line = offset + 1;
        private int _position;

        public int At(ReadOnlySpan<byte> json, int position)
        {
            if (position > _position)
            {
                _line += json[_position..position].Count((byte)'\n');
                _position = position;
            }

            return _line;
        }
    }
}
