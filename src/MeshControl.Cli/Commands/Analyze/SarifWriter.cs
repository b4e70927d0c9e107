using System.Text.Json;
using MeshControl.Model.Analysis;

namespace MeshControl.Cli.Commands.Analyze;

/// <summary>Messages as SARIF 2.1.0, which code hosts show beside the lines of a change.</summary>
internal static class SarifWriter
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<AnalysisMessage> messages)
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        WriteTool(writer, messages.Select(message => message.Code).Distinct());
        writer.WriteStartArray("results");
        foreach (var message in messages)
            WriteResult(writer, message);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter writer, IEnumerable<AnalysisCode> codes)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "meshctl");
        writer.WriteStartArray("rules");
        foreach (var code in codes)
        {
            writer.WriteStartObject();
            writer.WriteString("id", code.Id);
            writer.WriteString("name", code.Name);
            if (code.DocumentationUrl.Length > 0)
                writer.WriteString("helpUri", code.DocumentationUrl);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, AnalysisMessage message)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", message.Code.Id);
        writer.WriteString("level", message.Level switch { AnalysisLevel.Error => "error", AnalysisLevel.Warning => "warning", _ => "note" });
        writer.WriteStartObject("message");
        writer.WriteString("text", $"{message.Origin}: {AnalysisText.Sentence(message)}");
        writer.WriteEndObject();
        if (message.Place is { Line: > 0, Source.Length: > 0 })
        {
            writer.WriteStartArray("locations");
            writer.WriteStartObject();
            writer.WriteStartObject("physicalLocation");
            writer.WriteStartObject("artifactLocation");
            writer.WriteString("uri", message.Place.Source.Replace('\\', '/'));
            writer.WriteEndObject();
            writer.WriteStartObject("region");
            writer.WriteNumber("startLine", message.Place.Line);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
