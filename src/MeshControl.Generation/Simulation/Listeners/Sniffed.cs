using System.Collections.Immutable;
using Envoy.Config.Listener.V3;

namespace MeshControl.Generation.Simulation.Listeners;

/// <summary>What the listener filters found out about a connection: what filter chains match on.</summary>
internal sealed record Sniffed(string Transport, string ServerName, ImmutableArray<string> Protocols)
{
    private const string TlsInspector = "envoy.filters.listener.tls_inspector";
    private const string HttpInspector = "envoy.filters.listener.http_inspector";

    public static Sniffed Run(Listener listener, Connection connection)
    {
        var found = new Sniffed("raw_buffer", "", []);
        foreach (var filter in listener.ListenerFilters)
        {
            if (filter.FilterDisabled is { } disabled && Matches(disabled, connection))
            {
                continue;
            }

            found = filter.Name switch
            {
                TlsInspector when connection.Tls is { } hello => new("tls", (hello.ServerName ?? "").ToLowerInvariant(), hello.Protocols),
                HttpInspector when found.Transport == "raw_buffer" && connection.Tls is null => found with { Protocols = Http(connection.Bytes) },
                _ => found,
            };
        }

        return found;
    }

    public override string ToString()
    {
        List<string> parts = [Transport == "raw_buffer" ? "plaintext" : Transport];
        if (ServerName.Length > 0)
        {
            parts.Add($"SNI {ServerName}");
        }

        if (Protocols.Length > 0)
        {
            parts.Add((Transport == "tls" ? "ALPN " : "") + string.Join(",", Protocols));
        }

        return string.Join(", ", parts);
    }

    private static ImmutableArray<string> Http(FirstBytes bytes) => bytes switch
    {
        FirstBytes.Http1 => ["http/1.1"],
        FirstBytes.Http2 => ["h2c"],
        _ => [],
    };

    private static bool Matches(ListenerFilterChainMatchPredicate predicate, Connection connection) => predicate.RuleCase switch
    {
        ListenerFilterChainMatchPredicate.RuleOneofCase.AnyMatch => predicate.AnyMatch,
        ListenerFilterChainMatchPredicate.RuleOneofCase.OrMatch => predicate.OrMatch.Rules.Any(rule => Matches(rule, connection)),
        ListenerFilterChainMatchPredicate.RuleOneofCase.AndMatch => predicate.AndMatch.Rules.All(rule => Matches(rule, connection)),
        ListenerFilterChainMatchPredicate.RuleOneofCase.NotMatch => !Matches(predicate.NotMatch, connection),
        ListenerFilterChainMatchPredicate.RuleOneofCase.DestinationPortRange =>
            connection.DestinationPort >= predicate.DestinationPortRange.Start && connection.DestinationPort < predicate.DestinationPortRange.End,
        _ => false,
    };
}
