using System.Net;
using System.Text;
using System.Text.Json;

namespace MeshControl.Kubernetes.Client;

/// <summary>Turns what the API server answers instead of a result into a <see cref="KubeApiException"/>.</summary>
internal static class ErrorAnswer
{
    private const int Longest = 64 * 1024;

    public static async Task<KubeApiException> ReadAsync(string what, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = new byte[Longest];
        var length = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            length = await stream.ReadAtLeastAsync(body, Longest, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            // The status line is answer enough.
        }

        var retry = response.Headers.RetryAfter?.Delta;
        return FromStatus((int)response.StatusCode, body.AsSpan(0, length), retry, what);
    }

    /// <summary>Of a Status object; anything else is quoted, shortened.</summary>
    public static KubeApiException FromStatus(int status, ReadOnlySpan<byte> body, TimeSpan? retryAfter, string what = "watch")
    {
        StatusBody? parsed = null;
        try
        {
            parsed = JsonSerializer.Deserialize(body, ApiJson.Default.StatusBody);
        }
        catch (JsonException)
        {
            // Proxies and load balancers answer in HTML or plain text.
        }

        var code = status == 0 ? parsed?.Code ?? 0 : status;
        var text = parsed?.Message ?? Encoding.UTF8.GetString(body[..Math.Min(body.Length, 200)]).Trim();
        var reason = parsed?.Reason is { Length: > 0 } given ? given : code == 0 ? "Unknown" : ((HttpStatusCode)code).ToString();
        return new KubeApiException(code, reason, $"{what}: {(text.Length == 0 ? reason : text)} ({code})")
        {
            RetryAfter = retryAfter ?? (parsed?.Details?.RetryAfterSeconds is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null),
        };
    }
}
