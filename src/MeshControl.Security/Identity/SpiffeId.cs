using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace MeshControl.Security.Identity;

/// <summary>A SPIFFE ID as the SPIFFE standard writes it, `spiffe://TRUSTDOMAIN/PATH`; compared character by character, never normalized.</summary>
public readonly record struct SpiffeId
{
    internal static readonly SearchValues<char> TrustDomainCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_");
    private static readonly SearchValues<char> SegmentCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    private const string Scheme = "spiffe://";
    private const int MaxLength = 2048;
    private readonly string? _path;

    private SpiffeId(TrustDomain trustDomain, string path)
    {
        TrustDomain = trustDomain;
        _path = path;
    }

    public TrustDomain TrustDomain { get; }

    public string Path => _path ?? "";

    /// <summary>Namespace and service account of a workload's identity (`/ns/NAMESPACE/sa/ACCOUNT`); null for other paths.</summary>
    public (string Namespace, string ServiceAccount)? Workload =>
        Path.Split('/') is ["", "ns", { Length: > 0 } ns, "sa", { Length: > 0 } account] ? (ns, account) : null;

    /// <summary>The identity of the workloads of a service account.</summary>
    /// <exception cref="FormatException">A name holds characters that a SPIFFE ID cannot carry.</exception>
    public static SpiffeId ForWorkload(TrustDomain trustDomain, string ns, string serviceAccount) =>
        Parse($"{Scheme}{trustDomain}/ns/{ns}/sa/{serviceAccount}") is { Workload: not null } id
            ? id
            : throw new FormatException("neither a namespace nor a service account may hold a slash");

    /// <exception cref="FormatException">The text is no SPIFFE ID.</exception>
    public static SpiffeId Parse(string text) => TryParse(text, out var id, out var error) ? id : throw new FormatException(error);

    /// <summary>Reads a SPIFFE ID; the error says what is wrong with it and does not repeat the text, which may come from a stranger.</summary>
    public static bool TryParse(string text, out SpiffeId id, [NotNullWhen(false)] out string? error)
    {
        id = default;
        if (text.Length > MaxLength)
        {
            error = $"a SPIFFE ID has at most {MaxLength} characters, this one {text.Length}";
            return false;
        }

        if (!text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            error = $"a SPIFFE ID begins with {Scheme}";
            return false;
        }

        var slash = text.IndexOf('/', Scheme.Length);
        var end = slash < 0 ? text.Length : slash;
        if (!TrustDomain.TryParse(text[Scheme.Length..end], out var domain, out error) || PathError(text[end..]) is { } wrong && (error = wrong) is not null)
        {
            return false;
        }

        id = new SpiffeId(domain, text[end..]);
        error = null;
        return true;
    }

    public override string ToString() => $"{Scheme}{TrustDomain}{Path}";

    private static string? PathError(string path)
    {
        if (path.Length == 0)
        {
            return null;
        }

        foreach (var segment in path[1..].Split('/'))
        {
            if (segment is "" or "." or "..")
            {
                return "no segment of a SPIFFE ID's path is empty, '.' or '..'";
            }

            if (segment.AsSpan().ContainsAnyExcept(SegmentCharacters))
            {
                return "the path of a SPIFFE ID consists of letters, digits, '.', '-', '_' and slashes";
            }
        }

        return null;
    }
}
