using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Output;

namespace MeshControl.Generation.Rendering;

/// <summary>Encoded resources as protobuf JSON with proto field names, for people and tests; never on the serving path.</summary>
public static class ResourceJson
{
    private static readonly JsonFormatter Formatter = new(
        JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true).WithTypeRegistry(MessageTypes.Registry));

    /// <summary>A resource without its type URL, as `render` prints it.</summary>
    public static JsonObject Of(EncodedResource resource)
    {
        var json = Typed(resource);
        json.Remove("@type");
        return json;
    }

    /// <summary>A resource with its `@type`, as config dumps print it.</summary>
    public static JsonObject Typed(EncodedResource resource)
    {
        var any = Any.Parser.ParseFrom(resource.Any.Span);
        var json = JsonNode.Parse(Formatter.Format(any))!.AsObject();
        NewerFieldsJson.AddTo(json, any);
        return json;
    }

    /// <summary>A message that is no resource, in the same form.</summary>
    public static JsonObject Of(IMessage message) => JsonNode.Parse(Formatter.Format(message))!.AsObject();
}
