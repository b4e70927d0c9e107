using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MeshControl.Generation.Simulation;
using MeshControl.Generation.Simulation.Mesh;

namespace MeshControl.Cli.Commands.Trace;

/// <summary>A trace for programs: {"from", "to", "ways": [{"chance", "decisions", "result", "arrivals"}]}.</summary>
internal static class TraceJson
{
    public static JsonObject Of(MeshTrace trace, TraceRequest request) => new()
    {
        ["from"] = trace.From.ToString(),
        ["to"] = request.To,
        ["connect"] = new JsonObject { ["address"] = trace.Connection.Destination.ToString(), ["port"] = trace.Connection.DestinationPort, ["reason"] = trace.Lookup },
        ["ways"] = List(trace.Ways, way =>
        {
            var json = Outcome(way.Outcome);
            json["arrivals"] = List(way.Arrivals, Arrival);
            return json;
        }),
    };

    private static JsonObject Arrival(Arrived arrival) => new()
    {
        ["endpoint"] = arrival.Endpoint.ToString(),
        ["chance"] = arrival.Endpoint.Chance,
        ["pod"] = arrival.At?.ToString(),
        ["tls"] = arrival.Endpoint.Tls is { } tls ? new JsonObject { ["mutual"] = tls.ShowsCertificate, ["sni"] = tls.ServerName, ["alpn"] = List(tls.Protocols, name => name) } : null,
        ["ways"] = List(arrival.Outcomes, Outcome),
    };

    private static JsonObject Outcome(ProxyOutcome outcome) => new()
    {
        ["chance"] = outcome.Chance,
        ["decisions"] = List(outcome.Decisions, Decision),
        ["result"] = Result(outcome.Verdict),
    };

    private static JsonObject Decision(Decision decision) => new()
    {
        ["kind"] = decision.Kind.ToString().ToLowerInvariant(),
        ["subject"] = decision.Subject,
        ["reason"] = decision.Reason,
        ["resource"] = decision.Resource is { } resource ? new JsonObject { ["type"] = resource.Type.Name, ["name"] = resource.Name } : null,
        ["configuredBy"] = decision.ConfiguredBy,
        ["rejected"] = List(decision.Rejected, text => text),
    };

    private static JsonObject Result(Verdict verdict) => verdict switch
    {
        Answered answer => new() { ["kind"] = "answered", ["status"] = answer.Status, ["reason"] = answer.Reason, ["location"] = answer.Location, ["body"] = answer.Body },
        Forwarded forwarded => new()
        {
            ["kind"] = "forwarded",
            ["cluster"] = forwarded.Cluster,
            ["request"] = forwarded.Request is { } request ? Request(request) : null,
            ["mirrors"] = List(forwarded.Mirrors, mirror => new JsonObject { ["cluster"] = mirror.Cluster, ["chance"] = mirror.Chance }),
        },
        Closed closed => new() { ["kind"] = "closed", ["reason"] = closed.Reason },
        _ => [],
    };

    private static JsonObject Request(HttpRequest request) => new()
    {
        ["method"] = request.Method, ["authority"] = request.Authority, ["path"] = request.Path,
        ["headers"] = List(request.Headers, header => new JsonObject { ["name"] = header.Name, ["value"] = header.Value }),
    };

    private static JsonArray List<T>(ImmutableArray<T> items, Func<T, JsonNode?> of) => [.. items.Select(of)];
}
