using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MeshControl.Generation.Simulation.Access;

/// <summary>What a bearer token claims; its signature is the business of whoever checks it.</summary>
internal static class TokenClaims
{
    /// <summary>The payload of the token in the authorization header; null without a readable one.</summary>
    public static JsonObject? Of(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        if (request.Header("authorization") is not { } header || !header.StartsWith(Scheme, StringComparison.Ordinal) || header[Scheme.Length..].Split('.') is not [_, var payload, _])
        {
            return null;
        }

        try
        {
            var padded = payload.Replace('-', '+').Replace('_', '/').PadRight((payload.Length + 3) / 4 * 4, '=');
            return JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(padded))) as JsonObject;
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return null;
        }
    }
}
