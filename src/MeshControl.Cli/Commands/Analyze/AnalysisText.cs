using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MeshControl.Cli.Output;
using MeshControl.Model.Analysis;

namespace MeshControl.Cli.Commands.Analyze;

/// <summary>Messages as lines, JSON, YAML or SARIF.</summary>
internal static class AnalysisText
{
    private static readonly JsonWriterOptions Written = new()
    {
        Indented = true, IndentCharacter = '\t', IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(TextWriter output, IReadOnlyList<AnalysisMessage> messages, string format)
    {
        switch (format)
        {
            case "json":
                output.WriteLine(Encoding.UTF8.GetString(Json(messages, WriteMessages)));
                break;
            case "yaml":
                using (var document = JsonDocument.Parse(Json(messages, WriteMessages)))
                    YamlWriter.Write(output, document.RootElement);
                break;
            case "sarif":
                output.WriteLine(Encoding.UTF8.GetString(Json(messages, SarifWriter.Write)));
                break;
            default:
                foreach (var message in messages)
                    output.WriteLine(Line(message));
                break;
        }
    }

    // istioctl's line, and what to do about it.
    private static string Line(AnalysisMessage message)
    {
        return $"{message.Level} [{message.Code}] ({message.Origin}{(message.Place.Source.Length > 0 ? " " + message.Place : "")}) {Sentence(message)}";
    }

    /// <summary>The message with its fix, as one text.</summary>
    public static string Sentence(AnalysisMessage message)
    {
        if (message.Fix.Length == 0)
            return message.Text;
        return $"{message.Text}{(message.Text[^1] is '.' or '?' ? "" : ".")} Fix: {message.Fix}{(message.Fix[^1] is '.' or '?' ? "" : ".")}";
    }

    private static byte[] Json(IReadOnlyList<AnalysisMessage> messages, Action<Utf8JsonWriter, IReadOnlyList<AnalysisMessage>> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Written))
            write(writer, messages);
        return buffer.ToArray();
    }

    private static void WriteMessages(Utf8JsonWriter writer, IReadOnlyList<AnalysisMessage> messages)
    {
        writer.WriteStartArray();
        foreach (var message in messages)
        {
            writer.WriteStartObject();
            writer.WriteString("code", message.Code.Id);
            writer.WriteString("documentationUrl", message.Code.DocumentationUrl);
            writer.WriteString("fix", message.Fix);
            writer.WriteString("level", message.Level.ToString());
            writer.WriteString("message", message.Text);
            writer.WriteString("origin", message.Origin);
            writer.WriteString("path", message.Path);
            writer.WriteString("reference", message.Place.Source.Length > 0 ? message.Place.ToString() : "");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
