namespace MeshControl.Cli.Commands.ProxyConfig.Routes;

/// <summary>Shortens a virtual host's domains to the two that say most.</summary>
internal static class DomainText
{
    private const int Shown = 2;

    public static string Describe(IReadOnlyList<string> domains)
    {
        if (domains.Count <= 1)
            return domains.Count == 0 ? "" : domains[0];
        var portless = domains.Where(domain => !domain.Contains(':') || IsBareIpv6(domain)).ToList();
        var present = portless.ToHashSet(StringComparer.Ordinal);
        var telling = portless.Where(domain => !IsLongFormOfAnother(domain, present)).ToList();
        return telling.Count <= Shown
            ? string.Join(", ", telling)
            : $"{string.Join(", ", telling.Take(Shown))} + {telling.Count - Shown} more...";
    }

    private static bool IsBareIpv6(string domain) => domain.AsSpan().Count(':') > 2 && domain.EndsWith(']');

    private static bool IsLongFormOfAnother(string domain, HashSet<string> present) =>
        Without(domain, ".svc.cluster.local") is { } full && present.Contains(full)
        || Without(domain, ".svc") is { } partial && present.Contains(partial);

    private static string? Without(string domain, string suffix) =>
        domain.EndsWith(suffix, StringComparison.Ordinal) ? domain[..^suffix.Length] : null;
}
