namespace MeshControl.Server.RateLimiting.Redis;

/// <summary>A server that speaks Redis' protocol.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">Port.</param>
/// <param name="PasswordFile">File with its password; null for none.</param>
public sealed record RedisAddress(string Host, int Port, string? PasswordFile = null)
{
    /// <summary>HOST:PORT, or null for anything else; IPv6 addresses in brackets.</summary>
    public static RedisAddress? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), out var port) && port is > 0 and <= 65535 ? new(text[..colon].Trim('[', ']'), port) : null;
    }
}
