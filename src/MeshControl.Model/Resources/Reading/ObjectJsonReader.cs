using System.Globalization;
using System.Text;
using System.Text.Json;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Reading;

/// <summary>
/// Reads an object's JSON into nodes without lines, leaving out what its kind does not read: unknown fields of kinds that are read in part, managed
/// fields, statuses, labels and annotations without meaning.
/// </summary>
internal sealed class ObjectJsonReader(ResourceKind kind)
{
    private const int MaxPooled = 4096;
    private const int MaxPooledLength = 64;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 100 };
    private static readonly DocumentNode True = new(NodeKind.Boolean, 0, "true");
    private static readonly DocumentNode False = new(NodeKind.Boolean, 0, "false");
    private static readonly DocumentNode Null = new(NodeKind.Null, 0);
    private readonly Shape _spec = ShapeCatalog.Of(kind.SpecType);
    private readonly Shape _status = ShapeCatalog.Of(typeof(ResourceStatus));
    private TextPool _pool = new();
    private int _read;

    /// <summary>Throws DocumentFormatException.</summary>
    public DocumentNode Read(ReadOnlySpan<byte> json)
    {
        if (++_read % MaxPooled == 0)
        {
            // Names of pods come and go; what is common is soon known again.
            _pool = new TextPool();
        }

        var reader = new Utf8JsonReader(json, Options);
        try
        {
            reader.Read();
            return reader.TokenType == JsonTokenType.StartObject ? ReadDocument(ref reader) : ReadAny(ref reader);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new DocumentFormatException("the API server sent no valid JSON: " + error.Message, 0);
        }
    }

    private DocumentNode ReadDocument(ref Utf8JsonReader reader)
    {
        var entries = new List<NodeEntry>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader);
            reader.Read();
            switch (name)
            {
                case "metadata":
                    Add(entries, name, ReadMetadata(ref reader));
                    break;
                case "status" when !kind.SpecIsDocument && !kind.ReadsStatus:
                    reader.Skip();
                    break;
                case "status" when kind.ReadsStatus:
                    Add(entries, name, ReadShaped(ref reader, _status));
                    break;
                default:
                    ReadField(ref reader, name, entries);
                    break;
            }
        }

        return Mapping(entries);
    }

    private void ReadField(ref Utf8JsonReader reader, string name, List<NodeEntry> entries)
    {
        if (!kind.SpecIsDocument || name is "kind" or "apiVersion")
        {
            Add(entries, name, ReadAny(ref reader));
        }
        else if (_spec.FindField(name) is { } field)
        {
            Add(entries, name, ReadShaped(ref reader, field.Shape));
        }
        else
        {
            reader.Skip();
        }
    }

    private DocumentNode ReadMetadata(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return ReadAny(ref reader);
        }

        var entries = new List<NodeEntry>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader);
            reader.Read();
            if (name == "annotations" && reader.TokenType == JsonTokenType.StartObject)
            {
                Add(entries, name, ReadAnnotations(ref reader));
            }
            else if (name is "managedFields" or "selfLink" or "finalizers" || (name == "labels" && !kind.ReadsLabels) || (name == "ownerReferences" && !kind.ReadsLifecycle))
            {
                reader.Skip();
            }
            else
            {
                Add(entries, name, ReadAny(ref reader));
            }
        }

        return Mapping(entries);
    }

    private DocumentNode ReadAnnotations(ref Utf8JsonReader reader)
    {
        var entries = new List<NodeEntry>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader);
            reader.Read();
            if (kind.ReadsAnnotation(name))
            {
                Add(entries, name, ReadAny(ref reader));
            }
            else
            {
                reader.Skip();
            }
        }

        return Mapping(entries);
    }

    // Only what the shape has; a value of another form is read whole, for the normalizer to complain about.
    private DocumentNode ReadShaped(ref Utf8JsonReader reader, Shape shape)
    {
        if (shape.Kind == ShapeKind.List && reader.TokenType == JsonTokenType.StartArray)
        {
            var items = new List<DocumentNode>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                items.Add(ReadShaped(ref reader, shape.Element!));
            }

            return new(NodeKind.Sequence, 0) { Items = items };
        }

        if (shape.Kind != ShapeKind.Object || reader.TokenType != JsonTokenType.StartObject)
        {
            return ReadAny(ref reader);
        }

        var entries = new List<NodeEntry>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = shape.FindField(Text(ref reader));
            reader.Read();
            if (field is null)
            {
                reader.Skip();
            }
            else
            {
                Add(entries, field.Name, ReadShaped(ref reader, field.Shape));
            }
        }

        return Mapping(entries);
    }

    private DocumentNode ReadAny(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = new List<NodeEntry>();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = Text(ref reader);
                    reader.Read();
                    Add(entries, name, ReadAny(ref reader));
                }

                return Mapping(entries);
            case JsonTokenType.StartArray:
                var items = new List<DocumentNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadAny(ref reader));
                }

                return new(NodeKind.Sequence, 0) { Items = items };
            case JsonTokenType.String:
                return new(NodeKind.String, 0, Text(ref reader));
            case JsonTokenType.Number:
                return Number(Encoding.ASCII.GetString(reader.ValueSpan));
            case JsonTokenType.True:
                return True;
            case JsonTokenType.False:
                return False;
            default:
                return Null;
        }
    }

    private string Text(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > MaxPooledLength)
        {
            return reader.GetString()!;
        }

        Span<char> text = stackalloc char[MaxPooledLength];
        return _pool.Get(text[..reader.CopyString(text)]);
    }

    private static DocumentNode Number(string text)
    {
        if (Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return new(NodeKind.Integer, 0, text);
        }

        var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? new(NodeKind.Number, 0, number.ToString("R", CultureInfo.InvariantCulture)) : throw new DocumentFormatException($"the number {text} is too large", 0);
    }

    private static void Add(List<NodeEntry> entries, string name, DocumentNode value) => entries.Add(new(name, 0, value));

    private static DocumentNode Mapping(List<NodeEntry> entries) => new(NodeKind.Mapping, 0) { Entries = entries };
}
