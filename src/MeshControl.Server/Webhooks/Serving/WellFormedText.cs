using System.Text.Json;
using System.Text.Unicode;

namespace MeshControl.Server.Webhooks.Serving;

/// <summary>A JSON document parses even where its texts are no Unicode; reading such a text throws, so it is found before anybody reads.</summary>
internal static class WellFormedText
{
    /// <summary>Null where every text can be read, else what is wrong.</summary>
    public static string? Check(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return "it is not UTF-8";
        }

        // Only an escape can still hide half of a surrogate pair.
        if (json.IndexOf("\\u"u8) < 0)
        {
            return null;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 512 });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !CanRead(ref reader))
            {
                return $"the text at byte {reader.TokenStartIndex} has half of a surrogate pair";
            }
        }

        return null;
    }

    private static bool CanRead(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
