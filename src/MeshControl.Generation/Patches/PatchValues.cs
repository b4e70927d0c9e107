using System.Text.Json;
using Google.Protobuf;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Extensions;

namespace MeshControl.Generation.Patches;

/// <summary>Values of patches as messages.</summary>
internal static class PatchValues
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true).WithTypeRegistry(MessageTypes.Registry));

    /// <summary>The value; null where it is none of this type, so that the patch is skipped.</summary>
    public static T? Read<T>(EnvoyPatch patch)
        where T : class, IMessage, new()
    {
        if (patch.Spec.Patch?.Value is not { ValueKind: JsonValueKind.Object } value)
        {
            return null;
        }

        try
        {
            return Parser.Parse<T>(value.GetRawText());
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidJsonException or InvalidOperationException or ArgumentException or FormatException)
        {
            // Written by a user: every way in which protobuf's JSON reader refuses.
            return null;
        }
    }
}
