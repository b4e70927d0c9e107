using System.Globalization;
using System.Text;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using EscapedSlashes = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Types.PathWithEscapedSlashesAction;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>What a connection manager does to a path before anything looks at it: escaped slashes, dot segments, repeated slashes.</summary>
internal static class PathCleaning
{
    /// <summary>The clean path, or a status that ends the request (400, or 307 with the path to go to).</summary>
    public static (string Path, int Status) Clean(HttpConnectionManager manager, string path)
    {
        if (path.Contains('#', StringComparison.Ordinal))
        {
            return (path, 400);
        }

        var query = path.IndexOf('?', StringComparison.Ordinal);
        var (bare, rest) = query < 0 ? (path, "") : (path[..query], path[query..]);
        var redirects = false;
        var action = manager.PathWithEscapedSlashesAction;
        if (action is EscapedSlashes.RejectRequest or EscapedSlashes.UnescapeAndRedirect or EscapedSlashes.UnescapeAndForward)
        {
            var unescaped = bare.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Replace("%5C", "\\", StringComparison.OrdinalIgnoreCase);
            if (unescaped != bare && action == EscapedSlashes.RejectRequest)
            {
                return (path, 400);
            }

            redirects = unescaped != bare && action == EscapedSlashes.UnescapeAndRedirect;
            bare = unescaped;
        }

        if (manager.NormalizePath is true)
        {
            if (Canonical(bare) is not { } canonical)
            {
                return (path, 400);
            }

            bare = canonical;
        }

        if (manager.MergeSlashes)
        {
            bare = MergeSlashes(bare);
        }

        return (bare + rest, redirects ? 307 : 0);
    }

    private static string MergeSlashes(string path)
    {
        var text = new StringBuilder(path.Length);
        foreach (var letter in path)
        {
            if (letter != '/' || text.Length == 0 || text[^1] != '/')
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }

    // The URL library that Envoy uses: dot segments (also as %2e) go, backslashes turn, unsafe bytes are escaped; a null byte is an error.
    private static string? Canonical(string path)
    {
        var output = new StringBuilder("/");
        var segments = new Stack<int>();
        var i = path.StartsWith('/') || path.StartsWith('\\') ? 1 : 0;
        while (true)
        {
            var end = path.AsSpan(i).IndexOfAny('/', '\\') is var found and >= 0 ? i + found : path.Length;
            var segment = path[i..end];
            var isLast = end == path.Length;
            switch (DotsOf(segment))
            {
                case 1:
                    break;
                case 2:
                    output.Length = segments.Count > 0 ? segments.Pop() : 1;
                    break;
                default:
                    if (Escape(segment) is not { } escaped)
                    {
                        return null;
                    }

                    segments.Push(output.Length);
                    output.Append(escaped).Append(isLast ? "" : "/");
                    break;
            }

            if (isLast)
            {
                return output.ToString();
            }

            i = end + 1;
        }
    }

    private static int DotsOf(string segment) => segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) switch { "." => 1, ".." => 2, _ => 0 };

    private static string? Escape(string segment)
    {
        var text = new StringBuilder(segment.Length);
        for (var i = 0; i < segment.Length; i++)
        {
            var letter = segment[i];
            if (letter == '%' && i + 2 < segment.Length && byte.TryParse(segment.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                if (code == 0)
                {
                    return null;
                }

                text.Append(IsUnreserved((char)code) ? ((char)code).ToString() : segment.Substring(i, 3));
                i += 2;
            }
            else if (letter <= ' ' || letter >= 0x7f || "\"<>^`{|}".Contains(letter))
            {
                foreach (var part in Encoding.UTF8.GetBytes([letter]))
                {
                    text.Append(CultureInfo.InvariantCulture, $"%{part:X2}");
                }
            }
            else
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }

    private static bool IsUnreserved(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '~' or '.';
}
