using System.Net;

namespace MeshControl.Model.Validation;

/// <summary>DNS names as Kubernetes and Istio accept them.</summary>
internal static class HostSyntax
{
    /// <summary>RFC 1123 label: lower-case letters, digits and inner dashes, at most 63.</summary>
    public static bool IsLabel(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 63 || text[0] == '-' || text[^1] == '-')
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A name of one or more labels (letters of any case), with at most one trailing dot.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        if (text is [.., '.'])
        {
            text = text[..^1];
        }

        if (text.Length is 0 or > 255)
        {
            return false;
        }

        foreach (var range in text.Split('.'))
        {
            if (!IsLooseLabel(text[range]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A name, "*", or a name whose first label is or ends with a wildcard.</summary>
    public static bool IsWildcardName(ReadOnlySpan<char> text)
    {
        if (text is "*")
        {
            return true;
        }

        return text is ['*', '.', ..] ? IsName(text[2..]) : text is ['*', ..] ? IsName(text[1..]) : IsName(text);
    }

    /// <summary>*foo.com: a wildcard that is not a whole label.</summary>
    public static bool IsPartialWildcard(ReadOnlySpan<char> text) => text is ['*', not '.', ..];

    public static bool IsIp(ReadOnlySpan<char> text) => IPAddress.TryParse(text, out _) && (text.Contains(':') || text.Count('.') == 3);

    /// <summary>An address or an address range.</summary>
    public static bool IsIpOrCidr(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        if (slash < 0)
        {
            return IsIp(text);
        }

        return IsIp(text[..slash]) && byte.TryParse(text[(slash + 1)..], out var bits) && bits <= (text.Contains(':') ? 128 : 32);
    }

    // Istio's host labels may be upper case and may have inner underscores.
    private static bool IsLooseLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > 63 || !char.IsAsciiLetterOrDigit(label[^1]) || !(char.IsAsciiLetterOrDigit(label[0]) || label[0] == '_'))
        {
            return false;
        }

        foreach (var c in label)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }
}
