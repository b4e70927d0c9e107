using System.Globalization;
using System.Text.Json;
using MeshControl.Model.Resources.Schema;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources.Reading;

/// <summary>Writes one scalar in its canonical form, as lenient as protobuf's JSON: numbers may be quoted, enums may be numbers.</summary>
internal static class LeafWriter
{
    /// <summary>False after an error finding, with nothing written.</summary>
    public static bool TryWrite(Utf8JsonWriter writer, DocumentNode node, Shape shape, FindingSink findings)
    {
        switch (shape.Kind)
        {
            case ShapeKind.String when node.Kind == NodeKind.String:
                writer.WriteStringValue(node.Text);
                return true;
            case ShapeKind.Boolean when node.Kind == NodeKind.Boolean:
                writer.WriteBooleanValue(node.Text == "true");
                return true;
            case ShapeKind.Integer:
                return TryWriteInteger(writer, node, shape, findings);
            case ShapeKind.Number when IsScalar(node) && double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                writer.WriteNumberValue(number);
                return true;
            case ShapeKind.Duration:
                return TryWriteDuration(writer, node, findings);
            case ShapeKind.Enum:
                return TryWriteEnum(writer, node, shape, findings);
            case ShapeKind.Bytes when node.Kind == NodeKind.String:
                return TryWriteBytes(writer, node, findings);
            case ShapeKind.IntOrString when node.Kind == NodeKind.String:
                writer.WriteStringValue(node.Text);
                return true;
            case ShapeKind.IntOrString when node.Kind == NodeKind.Integer && int.TryParse(node.Text, CultureInfo.InvariantCulture, out var port):
                writer.WriteNumberValue(port);
                return true;
            default:
                return Refuse(node, shape, findings);
        }
    }

    private static bool TryWriteInteger(Utf8JsonWriter writer, DocumentNode node, Shape shape, FindingSink findings)
    {
        if (!IsScalar(node))
        {
            return Refuse(node, shape, findings);
        }

        var isInteger = Int128.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        if (!isInteger && decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && decimal.IsInteger(number))
        {
            (isInteger, value) = (true, (Int128)number);
        }

        if (!isInteger)
        {
            return Refuse(node, shape, findings);
        }

        if (value < shape.Minimum || value > shape.Maximum)
        {
            findings.Error(FindingCode.WrongType, node.Line, $"{value} is out of range", $"use a number between {shape.Minimum} and {shape.Maximum}");
            return false;
        }

        writer.WriteNumberValue((long)value);
        return true;
    }

    private static bool TryWriteDuration(Utf8JsonWriter writer, DocumentNode node, FindingSink findings)
    {
        if (node.Kind == NodeKind.String && GoDuration.TryParse(node.Text, out var duration))
        {
            writer.WriteStringValue(GoDuration.Format(duration));
            return true;
        }

        findings.Error(FindingCode.InvalidDuration, node.Line, $"expected a duration, found {node.Describe()}", "write a number with its unit, such as 5s, 300ms or 1h30m");
        return false;
    }

    private static bool TryWriteEnum(Utf8JsonWriter writer, DocumentNode node, Shape shape, FindingSink findings)
    {
        if (node.Kind == NodeKind.String && shape.EnumNumbers.ContainsKey(node.Text))
        {
            writer.WriteStringValue(node.Text);
            return true;
        }

        if (node.Kind == NodeKind.Integer)
        {
            foreach (var (name, number) in shape.EnumNumbers)
            {
                if (number.ToString(CultureInfo.InvariantCulture) == node.Text)
                {
                    writer.WriteStringValue(name);
                    return true;
                }
            }
        }

        var names = shape.EnumNumbers.OrderBy(e => e.Value).Select(e => e.Key);
        findings.Error(FindingCode.WrongType, node.Line, $"{node.Describe()} is not one of {string.Join(", ", names)}", node.Kind == NodeKind.String ? SuggestOnly(node.Text, shape) : "");
        return false;
    }

    private static string SuggestOnly(string text, Shape shape) =>
        Suggestion.For(text, shape.EnumNumbers.Keys) is { } close ? $"did you mean {close}?" : "";

    private static bool TryWriteBytes(Utf8JsonWriter writer, DocumentNode node, FindingSink findings)
    {
        var compact = string.Concat(node.Text.Where(c => !char.IsWhiteSpace(c)));
        var bytes = new byte[compact.Length];
        if (Convert.TryFromBase64String(compact, bytes, out var length))
        {
            writer.WriteBase64StringValue(bytes.AsSpan(0, length));
            return true;
        }

        // The text itself may be a secret: it is not told.
        findings.Error(FindingCode.WrongType, node.Line, "the value is not base64", "encode it, or use a field for plain text");
        return false;
    }

    private static bool Refuse(DocumentNode node, Shape shape, FindingSink findings)
    {
        var (expected, fix) = shape.Kind switch
        {
            ShapeKind.String => ("a string", node.Kind is NodeKind.Boolean or NodeKind.Integer or NodeKind.Number ? "put it in quotes" : ""),
            ShapeKind.Boolean => ("true or false", node.Kind == NodeKind.String && node.Text is "true" or "false" ? "remove the quotes" : ""),
            ShapeKind.Integer => ("a whole number", ""),
            ShapeKind.Number => ("a number", ""),
            ShapeKind.Bytes => ("a base64 string", ""),
            _ => ("a port number or name", ""),
        };
        findings.Error(FindingCode.WrongType, node.Line, $"expected {expected}, found {node.Describe()}", fix);
        return false;
    }

    private static bool IsScalar(DocumentNode node) => node.Kind is NodeKind.Integer or NodeKind.Number or NodeKind.String;
}
