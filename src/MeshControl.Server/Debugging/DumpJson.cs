using Google.Protobuf;
using MeshControl.Generation.Rendering;

namespace MeshControl.Server.Debugging;

/// <summary>Messages as protobuf JSON with proto field names, as Envoy's own admin port prints them.</summary>
internal static class DumpJson
{
    private static readonly JsonFormatter Formatter = new(
        JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true).WithTypeRegistry(MessageTypes.Registry).WithIndentation());

    public static string Of(IMessage message) => Formatter.Format(message) + "\n";
}
