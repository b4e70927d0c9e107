using System.Text.Json;
using MeshControl.Model.Resources.Schema;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources.Reading;

/// <summary>
/// Checks a value against its shape and writes it as canonical JSON: known fields only, in a fixed order, every leaf in its one form.
/// What does not fit becomes findings; after an error the JSON is not to be used.
/// </summary>
internal sealed class DocumentNormalizer(FindingSink findings, Utf8JsonWriter writer)
{
    private const int MaxDepth = 100;

    /// <summary>Unknown fields are told only where the shape is the whole API.</summary>
    public bool TellsUnknownFields { get; set; }

    /// <summary>Whether values must keep to what the records say of them.</summary>
    public bool ChecksLimits { get; set; }

    public void Write(DocumentNode node, Shape shape)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Object:
                WriteObject(node, shape);
                break;
            case ShapeKind.List:
                WriteList(node, shape);
                break;
            case ShapeKind.Map:
                WriteMap(node, shape);
                break;
            case ShapeKind.Any:
                WriteAny(node);
                break;
            default:
                if (!LeafWriter.TryWrite(writer, node, shape, findings))
                {
                    // Keeps the writer's state valid; the error finding keeps the object out.
                    writer.WriteNullValue();
                }

                break;
        }
    }

    private void WriteObject(DocumentNode node, Shape shape)
    {
        writer.WriteStartObject();
        if (node.Kind != NodeKind.Mapping || findings.Path.Depth > MaxDepth)
        {
            findings.Error(FindingCode.WrongType, node.Line, $"expected an object, found {node.Describe()}");
            writer.WriteEndObject();
            return;
        }

        var values = new DocumentNode?[shape.Fields.Count];
        foreach (var entry in node.Entries)
        {
            if (shape.FindField(entry.Key) is not { } field)
            {
                TellUnknown(entry, shape);
            }
            else if (values[field.Ordinal] is not null)
            {
                findings.Path.Push(entry.Key);
                findings.Error(FindingCode.DuplicateField, entry.Line, "this field is set twice", "keep one of them");
                findings.Path.Pop();
            }
            else if (entry.Value.Kind != NodeKind.Null)
            {
                values[field.Ordinal] = entry.Value;
            }
        }

        CheckOneOfs(shape, values);
        foreach (var field in shape.Fields)
        {
            if (values[field.Ordinal] is { } value)
            {
                writer.WritePropertyName(field.Name);
                findings.Path.Push(field.Name);
                Write(value, field.Shape);
                if (ChecksLimits)
                {
                    LimitRules.Check(value, field, findings);
                }

                findings.Path.Pop();
                continue;
            }

            if (ChecksLimits && field.Limits is { Required: true })
            {
                LimitRules.Miss(node, field, findings);
            }

            if (!field.Nullable)
            {
                writer.WritePropertyName(field.Name);
                WriteEmpty(field.Shape);
            }
        }

        writer.WriteEndObject();
    }

    // Source-generated readers leave absent init properties null, so what the records promise never to be null is written.
    private void WriteEmpty(Shape shape)
    {
        switch (shape.Kind)
        {
            case ShapeKind.List:
                writer.WriteStartArray();
                writer.WriteEndArray();
                break;
            case ShapeKind.Map:
                writer.WriteStartObject();
                writer.WriteEndObject();
                break;
            case ShapeKind.Object:
                new DocumentNormalizer(findings, writer).WriteObject(DocumentNode.EmptyMapping, shape);
                break;
            default:
                writer.WriteStringValue("");
                break;
        }
    }

    private void WriteList(DocumentNode node, Shape shape)
    {
        writer.WriteStartArray();
        if (node.Kind != NodeKind.Sequence)
        {
            findings.Error(FindingCode.WrongType, node.Line, $"expected a list, found {node.Describe()}", "put \"- \" before each element");
        }

        for (var i = 0; i < node.Items.Count; i++)
        {
            findings.Path.Push(i);
            Write(node.Items[i], shape.Element!);
            findings.Path.Pop();
        }

        writer.WriteEndArray();
    }

    private void WriteMap(DocumentNode node, Shape shape)
    {
        writer.WriteStartObject();
        if (node.Kind != NodeKind.Mapping)
        {
            findings.Error(FindingCode.WrongType, node.Line, $"expected a map of names to values, found {node.Describe()}");
        }

        string? previous = null;
        foreach (var entry in Sorted(node.Entries))
        {
            findings.Path.Push(entry.Key);
            if (entry.Key == previous)
            {
                findings.Error(FindingCode.DuplicateField, entry.Line, "this key is set twice", "keep one of them");
            }

            if (shape.IntegerKeys && !int.TryParse(entry.Key, out _))
            {
                findings.Error(FindingCode.WrongType, entry.Line, $"the key must be a number, found \"{entry.Key}\"");
            }

            writer.WritePropertyName(entry.Key);
            Write(entry.Value, shape.Element!);
            findings.Path.Pop();
            previous = entry.Key;
        }

        writer.WriteEndObject();
    }

    private void WriteAny(DocumentNode node)
    {
        if (findings.Path.Depth > MaxDepth)
        {
            findings.Error(FindingCode.WrongType, node.Line, $"nested deeper than {MaxDepth} levels");
            writer.WriteNullValue();
            return;
        }

        switch (node.Kind)
        {
            case NodeKind.Mapping:
                writer.WriteStartObject();
                string? previous = null;
                foreach (var entry in Sorted(node.Entries))
                {
                    findings.Path.Push(entry.Key);
                    if (entry.Key == previous)
                    {
                        findings.Error(FindingCode.DuplicateField, entry.Line, "this key is set twice", "keep one of them");
                    }

                    writer.WritePropertyName(entry.Key);
                    WriteAny(entry.Value);
                    findings.Path.Pop();
                    previous = entry.Key;
                }

                writer.WriteEndObject();
                break;
            case NodeKind.Sequence:
                writer.WriteStartArray();
                foreach (var item in node.Items)
                {
                    findings.Path.Push(0);
                    WriteAny(item);
                    findings.Path.Pop();
                }

                writer.WriteEndArray();
                break;
            case NodeKind.String:
                writer.WriteStringValue(node.Text);
                break;
            case NodeKind.Null:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteRawValue(node.Text);
                break;
        }
    }

    private void CheckOneOfs(Shape shape, DocumentNode?[] values)
    {
        Dictionary<string, FieldShape>? seen = null;
        foreach (var field in shape.Fields)
        {
            if (field.OneOfGroup is not { } group || values[field.Ordinal] is not { } value)
            {
                continue;
            }

            seen ??= [];
            if (!seen.TryAdd(group, field))
            {
                findings.Path.Push(field.Name);
                findings.Error(FindingCode.ConflictingFields, value.Line, $"{seen[group].Name} and {field.Name} exclude each other", "keep one of them");
                findings.Path.Pop();
            }
        }
    }

    private void TellUnknown(NodeEntry entry, Shape shape)
    {
        if (TellsUnknownFields)
        {
            findings.Path.Push(entry.Key);
            findings.Warning(FindingCode.UnknownField, entry.Line, "unknown field, it has no effect", Suggestion.Fix(entry.Key, shape.Fields.Select(f => f.Name)));
            findings.Path.Pop();
        }
    }

    private static IReadOnlyList<NodeEntry> Sorted(IReadOnlyList<NodeEntry> entries) =>
        entries.Count < 2 ? entries : [.. entries.OrderBy(e => e.Key, StringComparer.Ordinal)];
}
