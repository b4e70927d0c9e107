using System.Globalization;

namespace MeshControl.Cli.Commands.Trace;

/// <summary>A URL taken apart without changing a letter of its path.</summary>
internal sealed record TraceUrl(string Scheme, string Host, int Port, string Authority, string Path)
{
    public bool IsHttp => Scheme is "http" or "https";

    public bool IsTls => Scheme is "https" or "tls";

    public static TraceUrl Parse(string text)
    {
        var at = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = at < 0 ? "http" : text[..at].ToLowerInvariant();
        var rest = at < 0 ? text : text[(at + 3)..];
        var slash = rest.IndexOfAny(['/', '?']);
        var authority = slash < 0 ? rest : rest[..slash];
        var path = slash < 0 ? "/" : rest[slash] == '/' ? rest[slash..] : "/" + rest[slash..];
        var colon = authority.LastIndexOf(':');
        var hasPort = colon > authority.LastIndexOf(']');
        var usual = scheme switch { "http" => 80, "https" or "tls" => 443, _ => 0 };
        var port = usual;
        if (scheme is not ("http" or "https" or "tcp" or "tls") || authority.Length == 0
            || (hasPort && !int.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)) || port is < 1 or > 65535)
        {
            throw new CommandException($"'{text}' is no URL that can be traced; write http://HOST[:PORT]/PATH, https://..., tls://HOST[:PORT] or tcp://HOST:PORT");
        }

        return new TraceUrl(scheme, hasPort ? authority[..colon] : authority, port, authority, path);
    }
}
