using System.Text.Json;

namespace MeshControl.Security.Authentication.Jwt;

/// <summary>What a Kubernetes service account token says about its bearer.</summary>
internal sealed record ServiceAccountClaims(string Namespace, string Account, string? PodName, DateTimeOffset Expires)
{
    /// <summary>Reads and checks the claims of a verified token: the claims, or why they are not enough.</summary>
    public static (ServiceAccountClaims? Claims, string Refusal) Read(JsonElement claims, ServiceAccountTokenOptions options, DateTimeOffset now)
    {
        if (Time(claims, "exp") is not { } expires || expires + options.ClockSkew <= now)
        {
            return (null, "a token that has expired or never does");
        }

        if (Time(claims, "nbf") is { } from && from - options.ClockSkew > now)
        {
            return (null, "a token that is not valid yet");
        }

        if (options.Issuer is not null && Text(claims, "iss") != options.Issuer)
        {
            return (null, "a token of another issuer");
        }

        if (!Audiences(claims).Any(audience => options.Audiences.Contains(audience, StringComparer.Ordinal)))
        {
            return (null, "a token for another audience");
        }

        if (Text(claims, "sub")?.Split(':') is not ["system", "serviceaccount", { Length: > 0 } ns, { Length: > 0 } account])
        {
            return (null, "a token that is not of a service account");
        }

        var bound = claims.TryGetProperty("kubernetes.io", out var kubernetes) && kubernetes.ValueKind == JsonValueKind.Object ? kubernetes : default;
        return Text(bound, "namespace") is { } inner && inner != ns
            ? (null, "a token that contradicts itself")
            : (new ServiceAccountClaims(ns, account, Text(Child(bound, "pod"), "name"), expires), "");
    }

    private static IEnumerable<string> Audiences(JsonElement claims) => Child(claims, "aud") switch
    {
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } many => many.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
        _ => [],
    };

    private static DateTimeOffset? Time(JsonElement claims, string name) =>
        Child(claims, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var seconds) && seconds is > 0 and < 253_402_300_799
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    private static string? Text(JsonElement element, string name) => Child(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement Child(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? child : default;
}
