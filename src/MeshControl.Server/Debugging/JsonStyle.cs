using System.Text.Encodings.Web;
using System.Text.Json;

namespace MeshControl.Server.Debugging;

/// <summary>How the debugging pages write JSON: for people.</summary>
internal static class JsonStyle
{
    public static JsonSerializerOptions Indented { get; } = new()
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
