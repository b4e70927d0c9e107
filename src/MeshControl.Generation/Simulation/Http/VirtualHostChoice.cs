using Envoy.Config.Route.V3;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>Which virtual host answers for an authority: exact, longest suffix wildcard, longest prefix wildcard, `*`.</summary>
internal static class VirtualHostChoice
{
    /// <summary>The host and the domain of it that matched.</summary>
    public static (VirtualHost? Host, string Domain) Choose(RouteConfiguration table, string authority)
    {
        var name = (table.IgnorePortInHostMatching ? WithoutPort(authority) : authority).ToLowerInvariant();
        (VirtualHost? Host, string Domain, int Score) best = (null, "", -1);
        foreach (var host in table.VirtualHosts)
        {
            foreach (var domain in host.Domains)
            {
                var score = Score(domain.ToLowerInvariant(), name);
                if (score > best.Score)
                {
                    best = (host, domain, score);
                }
            }
        }

        return (best.Host, best.Domain);
    }

    /// <summary>The host part of an authority.</summary>
    public static string WithoutPort(string authority)
    {
        var colon = authority.LastIndexOf(':');
        return colon < 0 || authority.AsSpan(colon).Contains(']') || !authority.AsSpan(colon + 1).ContainsOnlyDigits() || (authority.IndexOf(':', StringComparison.Ordinal) != colon && !authority.StartsWith('['))
            ? authority
            : authority[..colon];
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static int Score(string domain, string name)
    {
        const int Longest = 1_000_000;
        if (domain == "*")
        {
            return 0;
        }

        if (domain.StartsWith('*'))
        {
            return name.Length >= domain.Length && name.EndsWith(domain[1..], StringComparison.Ordinal) ? Longest + domain.Length : -1;
        }

        if (domain.EndsWith('*'))
        {
            return name.Length >= domain.Length && name.StartsWith(domain[..^1], StringComparison.Ordinal) ? domain.Length : -1;
        }

        return domain == name ? int.MaxValue : -1;
    }
}
