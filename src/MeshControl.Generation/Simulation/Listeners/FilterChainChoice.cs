using System.Collections.Immutable;
using System.Net;
using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using SourceType = Envoy.Config.Listener.V3.FilterChainMatch.Types.ConnectionSourceType;

namespace MeshControl.Generation.Simulation.Listeners;

/// <summary>
/// Which filter chain takes a connection. Envoy decides one criterion after the other, the most specific value that matches wins, and it never goes back:
/// a chain that is out after one criterion stays out, even if nothing is left in the end.
/// </summary>
internal static class FilterChainChoice
{
    /// <summary>The chain, or null where the connection is closed.</summary>
    public static (FilterChain? Chain, Decision Decision) Choose(Listener listener, Connection connection, Sniffed sniffed)
    {
        List<Candidate> left = [.. listener.FilterChains.Select((chain, index) => new Candidate(chain, chain.FilterChainMatch ?? new(), NameOf(chain, index)))];
        var rejected = ImmutableArray.CreateBuilder<string>();
        foreach (var (what, keep) in Criteria(connection, sniffed))
        {
            var best = left.Select(item => keep(item.Match)).Where(score => score >= 0).DefaultIfEmpty(-1).Max();
            foreach (var out_ in left.Where(item => best < 0 || keep(item.Match) != best))
            {
                rejected.Add($"{out_.Name}: {what(out_.Match)}");
            }

            left.RemoveAll(item => best < 0 || keep(item.Match) != best);
        }

        if (left.Count > 0)
        {
            var decision = new Decision(DecisionKind.Chain, left[0].Name, $"{sniffed}{Matched(left[0].Match)}") { Rejected = rejected.ToImmutable() };
            return (left[0].Chain, decision);
        }

        return listener.DefaultFilterChain is { } fallback
            ? (fallback, new(DecisionKind.Chain, NameOf(fallback, -1), $"{sniffed}; no chain matches, this is the default one") { Rejected = rejected.ToImmutable() })
            : (null, new(DecisionKind.Chain, "none", $"{sniffed}; no chain matches and there is no default one") { Rejected = rejected.ToImmutable() });
    }

    private static string NameOf(FilterChain chain, int index) => chain.Name.Length > 0 ? chain.Name : index < 0 ? "default chain" : $"chain {index + 1}";

    private static IEnumerable<(Func<FilterChainMatch, string> Why, Func<FilterChainMatch, int> Score)> Criteria(Connection connection, Sniffed sniffed)
    {
        yield return (match => $"port {match.DestinationPort?.ToString() ?? "any"}",
            match => match.DestinationPort is null ? 0 : match.DestinationPort == connection.DestinationPort ? 1 : -1);
        yield return (match => $"destination {Text(match.PrefixRanges)}", match => Longest(match.PrefixRanges, connection.Destination));
        yield return (match => $"SNI {Text(match.ServerNames)}", match => ServerName(match, sniffed.ServerName));
        yield return (match => $"transport {match.TransportProtocol}",
            match => match.TransportProtocol.Length == 0 ? 0 : match.TransportProtocol == sniffed.Transport ? 1 : -1);
        yield return (match => $"protocol {Text(match.ApplicationProtocols)}", match => Protocol(match, sniffed.Protocols));
        yield return (match => $"direct source {Text(match.DirectSourcePrefixRanges)}", match => Longest(match.DirectSourcePrefixRanges, connection.Source));
        yield return (match => $"source type {match.SourceType}", match => SourceTypeScore(match.SourceType, connection));
        yield return (match => $"source {Text(match.SourcePrefixRanges)}", match => Longest(match.SourcePrefixRanges, connection.Source));
        yield return (match => $"source port {Text(match.SourcePorts)}",
            match => match.SourcePorts.Count == 0 ? 0 : match.SourcePorts.Contains((uint)connection.SourcePort) ? 1 : -1);
    }

    private static int Longest(IReadOnlyCollection<CidrRange> ranges, IPAddress address) =>
        ranges.Count == 0 ? 0 : ranges.Where(range => Contains(range, address)).Select(range => 1 + (int)(range.PrefixLen ?? 0)).DefaultIfEmpty(-1).Max();

    private static bool Contains(CidrRange range, IPAddress address) => AddressMatching.Contains(range, address);

    private static int ServerName(FilterChainMatch match, string name)
    {
        if (match.ServerNames.Count == 0)
        {
            return 0;
        }

        return match.ServerNames.Select(pattern => pattern.ToLowerInvariant()).Select(pattern =>
            pattern == name ? int.MaxValue
            : pattern.StartsWith("*.", StringComparison.Ordinal) && name.Length >= pattern.Length && name.EndsWith(pattern[1..], StringComparison.Ordinal) ? pattern.Length
            : -1).Max();
    }

    // The client's first protocol that any chain has decides, so earlier ones score higher.
    private static int Protocol(FilterChainMatch match, ImmutableArray<string> offered)
    {
        if (match.ApplicationProtocols.Count == 0)
        {
            return 0;
        }

        for (var i = 0; i < offered.Length; i++)
        {
            if (match.ApplicationProtocols.Contains(offered[i]))
            {
                return offered.Length - i;
            }
        }

        return -1;
    }

    private static int SourceTypeScore(SourceType type, Connection connection)
    {
        var isLocal = IPAddress.IsLoopback(connection.Source) || connection.Source.Equals(connection.Destination);
        return type switch
        {
            SourceType.Any => 0,
            SourceType.SameIpOrLoopback => isLocal ? 1 : -1,
            _ => isLocal ? -1 : 1,
        };
    }

    private static string Matched(FilterChainMatch match)
    {
        List<string> parts = [];
        if (match.DestinationPort is { } port)
        {
            parts.Add($"port {port}");
        }

        if (match.PrefixRanges.Count > 0)
        {
            parts.Add($"destination {Text(match.PrefixRanges)}");
        }

        if (match.ServerNames.Count > 0)
        {
            parts.Add($"server name {Text(match.ServerNames)}");
        }

        return parts.Count == 0 ? "" : " for " + string.Join(", ", parts);
    }

    private static string Text(IReadOnlyCollection<CidrRange> ranges) =>
        ranges.Count == 0 ? "any" : string.Join(",", ranges.Select(range => $"{range.AddressPrefix}/{range.PrefixLen ?? 0}"));

    private static string Text<T>(IReadOnlyCollection<T> values) => values.Count == 0 ? "any" : string.Join(",", values);

    private sealed record Candidate(FilterChain Chain, FilterChainMatch Match, string Name);
}
