using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace MeshControl.Security.Authentication.Jwt;

/// <summary>A JSON Web Token in compact form (RFC 7515, 7519), taken apart and not believed yet.</summary>
/// <param name="Algorithm">What its header claims.</param>
/// <param name="KeyId">`kid`; null where it names none.</param>
/// <param name="Claims">The payload.</param>
/// <param name="Signed">The bytes that the signature is over.</param>
/// <param name="Signature">The signature.</param>
internal sealed record JwtToken(string Algorithm, string? KeyId, JsonElement Claims, byte[] Signed, byte[] Signature)
{
    // A name that is there twice could be read one way here and another way elsewhere.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Null where the text is no such token.</summary>
    public static JwtToken? TryRead(string text)
    {
        if (text.Split('.') is not [var header, var payload, var signature] || signature.Length == 0)
        {
            return null;
        }

        try
        {
            var head = Json(header);
            var claims = Json(payload);
            if (head.ValueKind != JsonValueKind.Object || claims.ValueKind != JsonValueKind.Object || head.TryGetProperty("crit", out _)
                || !head.TryGetProperty("alg", out var algorithm) || algorithm.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            var key = head.TryGetProperty("kid", out var id) ? id.GetString() : null;
            return new JwtToken(algorithm.GetString()!, key, claims, Encoding.ASCII.GetBytes($"{header}.{payload}"), Decode(signature));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement Json(string part)
    {
        using var document = JsonDocument.Parse(Decode(part), Strict);
        return document.RootElement.Clone();
    }

    private static byte[] Decode(string part) => part.AsSpan().ContainsAny(" \t\r\n=") ? throw new FormatException("not base64url") : Base64Url.DecodeFromChars(part);
}
