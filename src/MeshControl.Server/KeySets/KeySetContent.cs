using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace MeshControl.Server.KeySets;

/// <summary>Reads an answer: a key set, and nothing else gets on into the configuration of proxies.</summary>
internal static class KeySetContent
{
    private const int MaxKeys = 100;
    private const int MinRsaBytes = 256;

    // Only public keys that verify signatures: a shared or private key in there is not one to be handed on.
    private static readonly string[] PublicTypes = ["RSA", "EC", "OKP"];
    private static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>The keys as they are; without those that cannot be used where there are such.</summary>
    /// <exception cref="KeySetException">It is no key set, or nothing in it can be used.</exception>
    public static string Read(ReadOnlyMemory<byte> body)
    {
        using var document = Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array)
        {
            throw new KeySetException("the answer is not a key set (JSON with a list named keys)");
        }

        var all = keys.EnumerateArray().ToList();
        if (all.Count > MaxKeys)
        {
            throw new KeySetException($"the key set has {all.Count} keys, more than {MaxKeys}");
        }

        var usable = all.Where(IsUsable).ToList();
        return usable.Count == 0 ? throw new KeySetException("the key set has no public key that verifies signatures (RSA of 2048 bits and more, EC or OKP)")
            : usable.Count == all.Count ? Encoding.UTF8.GetString(body.Span)
            : $"{{\"keys\":[{string.Join(',', usable.Select(static key => key.GetRawText()))}]}}";
    }

    /// <summary>The address of the keys in the answer of an issuer's discovery.</summary>
    /// <exception cref="KeySetException">There is none.</exception>
    public static string ReadDiscovery(ReadOnlyMemory<byte> body)
    {
        using var document = Parse(body);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("jwks_uri", out var uri)
            && uri.ValueKind == JsonValueKind.String && uri.GetString() is { Length: > 0 } text
                ? text
                : throw new KeySetException("the issuer's openid-configuration names no jwks_uri");
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, Strict);
        }
        catch (JsonException)
        {
            throw new KeySetException("the answer is not JSON");
        }
    }

    private static bool IsUsable(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || !PublicTypes.Contains(Text(key, "kty")) || Text(key, "use") == "enc"
            || PrivateMembers.Any(member => key.TryGetProperty(member, out _)))
        {
            return false;
        }

        return Text(key, "kty") != "RSA" || ModulusBytes(Text(key, "n")) >= MinRsaBytes;
    }

    private static int ModulusBytes(string modulus)
    {
        try
        {
            return Base64Url.DecodeFromChars(modulus).AsSpan().TrimStart((byte)0).Length;
        }
        catch (FormatException)
        {
            return 0;
        }
    }

    private static string Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
