using System.Collections.Immutable;
using MeshControl.Generation.Simulation;

namespace MeshControl.Generation.Tests.Differential;

/// <summary>Whether what an Envoy did is one of the ways that the simulator says it can go.</summary>
internal static class Comparison
{
    // What Envoy adds to or takes from every request, whatever the configuration.
    private static readonly string[] OwnHeaders =
    [
        "host", "x-pair", "connection", "x-request-id", "x-forwarded-proto", "x-forwarded-for", "x-forwarded-host", "x-forwarded-client-cert", "te", "content-length", "transfer-encoding",
        "x-original-forwarded-for",
    ];

    /// <summary>Null where one of the outcomes fits; else why the closest does not.</summary>
    public static string? Difference(ImmutableArray<ProxyOutcome> outcomes, Observation seen, out ProxyOutcome? met)
    {
        met = null;
        var reasons = new List<string>();
        foreach (var outcome in outcomes)
        {
            if (Misfit(outcome, seen) is not { } reason)
            {
                met = outcome;
                return null;
            }

            reasons.Add($"{outcome.Chance:0.###} {outcome.Verdict.GetType().Name}: {reason}");
        }

        return string.Join("\n    ", reasons);
    }

    private static string? Misfit(ProxyOutcome outcome, Observation seen)
    {
        if (NamesOf(outcome, seen.Log) is { } other)
        {
            return other;
        }

        return outcome.Verdict switch
        {
            Closed => seen is { Status: 0, IsEcho: false } ? null : "expected a closed connection",
            Answered answer => Answer(answer, seen),
            Forwarded forwarded => Forward(forwarded, seen),
            _ => "?",
        };
    }

    private static string? NamesOf(ProxyOutcome outcome, AccessLine? log)
    {
        var route = outcome.Decisions.LastOrDefault(decision => decision.Kind == DecisionKind.Route)?.Subject;
        if (log is { Route.Length: > 0 } && route is not null && !route.StartsWith("route ", StringComparison.Ordinal) && route != "none" && log.Route != route)
        {
            return $"expected route {route}, was {log.Route}";
        }

        var chain = outcome.Decisions.FirstOrDefault(decision => decision.Kind == DecisionKind.Chain)?.Subject;
        return log is { Chain.Length: > 0 } && chain is not null && !chain.StartsWith("chain ", StringComparison.Ordinal) && chain != "default chain" && log.Chain != chain
            ? $"expected chain {chain}, was {log.Chain}"
            : null;
    }

    private static string? Answer(Answered answer, Observation seen)
    {
        if (seen.IsEcho || seen.Status != answer.Status)
        {
            return $"expected status {answer.Status} ({answer.Reason})";
        }

        if (answer.Location != seen.Header("location"))
        {
            return $"expected location {answer.Location}";
        }

        return answer.Body is { Length: > 0 } body && body != seen.Body ? $"expected body {body}" : Response(answer.Response, seen, fromPod: false);
    }

    private static string? Forward(Forwarded forwarded, Observation seen)
    {
        if (!seen.IsEcho && forwarded.Request is null && seen.Log?.Cluster == forwarded.Cluster)
        {
            // TLS went through to a pod that does not speak it.
            return null;
        }

        if (!seen.IsEcho)
        {
            return $"expected to reach {forwarded.Cluster}";
        }

        if (seen.Log is { Cluster.Length: > 0 } log && log.Cluster != forwarded.Cluster)
        {
            return $"expected cluster {forwarded.Cluster}, was {log.Cluster}";
        }

        var place = seen.Body.Split('\n')[0].Split(' ')[^1].Trim();
        if (!forwarded.Endpoints.Any(endpoint => $"{TestAddresses.Of(endpoint.Host)}:{endpoint.Port}" == place) && place != $"{TestAddresses.Passthrough}:0")
        {
            return $"expected one of {string.Join(' ', forwarded.Endpoints)}, was {place}";
        }

        return forwarded.Request is { } request ? Request(request, seen) ?? Response(forwarded.Response, seen, fromPod: true) : null;
    }

    private static string? Request(HttpRequest expected, Observation seen)
    {
        var lines = seen.Body.Split('\n').Skip(1).Select(line => line.TrimEnd('\r')).ToList();
        if (lines[0] != $"{expected.Method} {expected.Path} HTTP/1.1")
        {
            return $"expected {expected.Method} {expected.Path}, was {lines[0]}";
        }

        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).Select(pair => new HttpHeader(pair[0].ToLowerInvariant(), pair.Length > 1 ? pair[1] : "")).ToList();
        var host = headers.FirstOrDefault(header => header.Name == "host").Value;
        if (host != expected.Authority)
        {
            return $"expected host {expected.Authority}, was {host}";
        }

        var (wanted, got) = (Joined(expected.Headers), Joined(headers));
        return wanted == got ? null : $"expected headers {wanted}, were {got}";
    }

    private static string Joined(IEnumerable<HttpHeader> headers) => string.Join(' ', headers
        .Where(header => !OwnHeaders.Contains(header.Name) && !header.Name.StartsWith("x-envoy-", StringComparison.Ordinal))
        .GroupBy(header => header.Name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => $"{group.Key}={string.Join(',', group.Select(header => header.Value.Trim()))}"));

    private static string? Response(ResponseEdit edit, Observation seen, bool fromPod)
    {
        ImmutableArray<HttpHeader> answer = fromPod ? [new("x-up", "up"), new("x-out", "out")] : [];
        var headers = edit.Apply(answer);
        foreach (var name in new[] { "x-up", "x-out", "x-more", "x-group", "x-new" })
        {
            var values = headers.Where(header => header.Name == name).Select(header => header.Value).ToList();
            var wanted = values.Count == 0 ? null : string.Join(',', values);
            if (wanted != seen.Header(name))
            {
                return $"expected answer with {name}: {wanted}, was {seen.Header(name)}";
            }
        }

        return null;
    }
}
