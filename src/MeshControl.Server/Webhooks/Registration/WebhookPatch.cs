using System.Buffers;
using System.Text.Json;
using MeshControl.Kubernetes.Client;

namespace MeshControl.Server.Webhooks.Registration;

/// <summary>What must change about a webhook configuration, as a JSON patch over exactly the version that was read.</summary>
/// <param name="Entries">How many of its entries are ours.</param>
/// <param name="Json">Null where nothing must change.</param>
internal sealed record WebhookPatch(int Entries, ReadOnlyMemory<byte>? Json)
{
    /// <param name="configuration">As the API server has it.</param>
    /// <param name="bundle">The roots that our certificate is to be verified with, PEM.</param>
    /// <param name="enforce">The validation webhook was seen to work: from now on what it cannot check is not stored.</param>
    public static WebhookPatch Of(KubeObject configuration, ReadOnlyMemory<byte> bundle, bool enforce)
    {
        using var document = JsonDocument.Parse(configuration.Json);
        if (!document.RootElement.TryGetProperty("webhooks", out var webhooks) || webhooks.ValueKind != JsonValueKind.Array)
        {
            return new(0, null);
        }

        var annotations = configuration.Metadata.Annotations;
        var bundleIsOurs = annotations.GetValueOrDefault(WebhookConfigurations.KeepBundle) != WebhookConfigurations.Keep;
        var policyIsOurs = enforce && configuration.Resource == WebhookConfigurations.Validating
            && annotations.GetValueOrDefault(WebhookConfigurations.KeepFailurePolicy) != WebhookConfigurations.Keep;
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        var (ours, changes) = (0, 0);
        json.WriteStartArray();
        Operation(json, "test", "/metadata/resourceVersion");
        json.WriteString("value", configuration.Metadata.ResourceVersion);
        json.WriteEndObject();
        for (var i = 0; i < webhooks.GetArrayLength(); i++)
        {
            var entry = webhooks[i];
            if (!WebhookConfigurations.IsOurs(configuration.Resource, entry.GetProperty("name").GetString() ?? ""))
            {
                continue;
            }

            ours++;
            if (bundleIsOurs && !HasBundle(entry, bundle.Span))
            {
                Operation(json, "add", $"/webhooks/{i}/clientConfig/caBundle");
                json.WriteBase64String("value", bundle.Span);
                json.WriteEndObject();
                changes++;
            }

            if (policyIsOurs && entry.TryGetProperty("failurePolicy", out var policy) && !policy.ValueEquals("Fail"))
            {
                Operation(json, "add", $"/webhooks/{i}/failurePolicy");
                json.WriteString("value", "Fail");
                json.WriteEndObject();
                changes++;
            }
        }

        json.WriteEndArray();
        json.Flush();
        return new(ours, changes > 0 ? (ReadOnlyMemory<byte>?)buffer.WrittenMemory : null);
    }

    private static void Operation(Utf8JsonWriter json, string operation, string path)
    {
        json.WriteStartObject();
        json.WriteString("op", operation);
        json.WriteString("path", path);
    }

    private static bool HasBundle(JsonElement entry, ReadOnlySpan<byte> bundle) =>
        entry.GetProperty("clientConfig").TryGetProperty("caBundle", out var text) && text.TryGetBytesFromBase64(out var bytes) && bundle.SequenceEqual(bytes);
}
