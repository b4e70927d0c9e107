using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MeshControl.Server.Webhooks.Serving;

/// <summary>Writes the AdmissionReview that answers one.</summary>
internal static class AdmissionReviewWriter
{
    // Nobody puts this into a web page, and a person may read it.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(AdmissionReview review, AdmissionAnswer answer)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteString("apiVersion", review.ApiVersion);
        json.WriteString("kind", "AdmissionReview");
        json.WriteStartObject("response");
        json.WriteString("uid", review.Uid);
        json.WriteBoolean("allowed", answer.Allowed);
        if (answer.Message is { } message)
        {
            json.WriteStartObject("status");
            json.WriteString("message", message);
            json.WriteEndObject();
        }

        if (answer.Warnings.Count > 0)
        {
            json.WriteStartArray("warnings");
            foreach (var warning in answer.Warnings)
            {
                json.WriteStringValue(warning);
            }

            json.WriteEndArray();
        }

        // A server refuses a patch without its type, and a type without a patch.
        if (answer is { Allowed: true, Patch: { } patch })
        {
            json.WriteString("patchType", "JSONPatch");
            json.WriteBase64String("patch", patch);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
