using System.Text.Encodings.Web;
using System.Text.Json;

namespace MeshControl.Cli.Output;

/// <summary>How commands print JSON of our own: indented, and as people wrote it, since nobody puts it into a web page.</summary>
internal static class JsonStyle
{
    public static JsonSerializerOptions Indented { get; } = new()
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
