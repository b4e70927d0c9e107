namespace MeshControl.Model.Services;

/// <summary>Host name matching (traffic specification 1.3): only a leading `*` is special.</summary>
public static class HostNames
{
    public static bool IsWildcard(string host) => host.StartsWith('*');

    /// <summary>True where some name is matched by both.</summary>
    public static bool Overlap(string a, string b)
    {
        var wildA = IsWildcard(a);
        var wildB = IsWildcard(b);
        if (wildA && wildB)
        {
            return a.AsSpan(1).EndsWith(b.AsSpan(1), StringComparison.Ordinal) || b.AsSpan(1).EndsWith(a.AsSpan(1), StringComparison.Ordinal);
        }

        if (wildA)
        {
            return b.AsSpan().EndsWith(a.AsSpan(1), StringComparison.Ordinal);
        }

        return wildB ? a.AsSpan().EndsWith(b.AsSpan(1), StringComparison.Ordinal) : string.Equals(a, b, StringComparison.Ordinal);
    }

    /// <summary>True where every name matched by <paramref name="inner"/> is matched by <paramref name="outer"/>.</summary>
    public static bool IsSubsetOf(string inner, string outer)
    {
        if (!IsWildcard(outer))
        {
            return string.Equals(inner, outer, StringComparison.Ordinal);
        }

        var suffix = outer.AsSpan(1);
        return IsWildcard(inner)
            ? inner.AsSpan(1).EndsWith(suffix, StringComparison.Ordinal)
            : inner.AsSpan().EndsWith(suffix, StringComparison.Ordinal);
    }

    /// <summary>More specific first: no wildcard, then longer, then alphabetical.</summary>
    public static int CompareSpecificity(string a, string b)
    {
        if (IsWildcard(a) != IsWildcard(b))
        {
            return IsWildcard(a) ? 1 : -1;
        }

        return a.Length != b.Length ? b.Length.CompareTo(a.Length) : string.CompareOrdinal(a, b);
    }

    /// <summary>Expands a short name written in an object of <paramref name="ns"/> (1.4): `reviews` becomes `reviews.ns.svc.domain`.</summary>
    public static string Expand(string host, string ns, string domain) =>
        host.Length == 0 || host == "*" || host.Contains('.', StringComparison.Ordinal) || System.Net.IPAddress.TryParse(host, out _)
            ? host
            : $"{host}.{ns}.svc.{domain}";

    /// <summary>A gateway reference as `mesh` or `namespace/name` (1.4).</summary>
    public static string ExpandGateway(string reference, string ns)
    {
        if (reference == "mesh")
        {
            return reference;
        }

        if (reference.StartsWith("./", StringComparison.Ordinal))
        {
            return ns + reference[1..];
        }

        if (reference.Contains('/', StringComparison.Ordinal))
        {
            return reference;
        }

        var labels = reference.Split('.');
        return labels.Length > 1 ? $"{labels[1]}/{labels[0]}" : $"{ns}/{reference}";
    }
}
