using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MeshControl.Security.Authority;

namespace MeshControl.Security.Authentication.Jwt;

/// <summary>A JSON Web Key Set (RFC 7517), as far as it verifies signatures: RSA from 2048 bits and the NIST curves; other keys are left out.</summary>
public sealed class KeySet
{
    private const int LeastRsaBytes = 256;

    private KeySet(ImmutableArray<VerificationKey> keys) => Keys = keys;

    internal ImmutableArray<VerificationKey> Keys { get; }

    /// <exception cref="AuthorityException">The text is no key set.</exception>
    public static KeySet Parse(string json, string origin)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.TryGetProperty("keys", out var keys) && keys.ValueKind == JsonValueKind.Array
                ? new KeySet([.. keys.EnumerateArray().Select(Read).OfType<VerificationKey>()])
                : throw new AuthorityException($"{origin} is no JSON Web Key Set: it has no list \"keys\"");
        }
        catch (Exception e) when (e is JsonException or FormatException or CryptographicException or InvalidOperationException)
        {
            throw new AuthorityException($"{origin} is no JSON Web Key Set: {e.Message}", e);
        }
    }

    /// <summary>The keys that may have signed a token: that of its id, or all where it names none.</summary>
    internal IEnumerable<VerificationKey> Find(string? id) => id is null ? Keys : Keys.Where(key => key.Id == id);

    private static VerificationKey? Read(JsonElement key)
    {
        if (Text(key, "use") is { } use && use != "sig")
        {
            return null;
        }

        var id = Text(key, "kid") ?? "";
        var algorithm = Text(key, "alg");
        switch (Text(key, "kty"))
        {
            case "RSA":
                var modulus = Bytes(key, "n");
                return modulus.Length < LeastRsaBytes ? null : VerificationKey.Rsa(id, algorithm, modulus, Bytes(key, "e"));
            case "EC" when Curve(Text(key, "crv")) is { } curve:
                return VerificationKey.Ec(id, algorithm, curve, Bytes(key, "x"), Bytes(key, "y"));
            default:
                return null;
        }
    }

    private static ECCurve? Curve(string? name) => name switch
    {
        "P-256" => ECCurve.NamedCurves.nistP256,
        "P-384" => ECCurve.NamedCurves.nistP384,
        "P-521" => ECCurve.NamedCurves.nistP521,
        _ => null,
    };

    private static string? Text(JsonElement key, string name) => key.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static byte[] Bytes(JsonElement key, string name) => Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(Text(key, name) ?? ""));
}
