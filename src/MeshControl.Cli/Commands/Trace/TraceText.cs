using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MeshControl.Generation.Simulation;
using MeshControl.Generation.Simulation.Mesh;

namespace MeshControl.Cli.Commands.Trace;

/// <summary>A trace for people: one line a decision, what every way shares first, then each way with its chance.</summary>
internal sealed class TraceText(MeshTrace trace, TraceOrigins origins, bool isVerbose)
{
    private const int KindWidth = 10;
    private const int WidestSubject = 44;

    // More objects than this are not what the reader wants to know first.
    private const int FewObjects = 1;

    private readonly StringBuilder _text = new();

    // Said once, not on every line.
    private string? _lastObject;

    public string Write(string request)
    {
        var gateway = trace.Entry == Arrival.Direct;
        _text.Append(CultureInfo.InvariantCulture, $"{request} {(gateway ? "to gateway" : "from")} {trace.From}\n\n");
        _text.Append(CultureInfo.InvariantCulture, $"{(gateway ? "at" : "out of")} {trace.From}\n");
        Line(1, "connect", $"{trace.Connection.Destination}:{trace.Connection.DestinationPort}", trace.Lookup, null);
        Outcomes(1, trace.From, [.. trace.Ways.Select(way => way.Outcome)], (indent, index) => Arrivals(indent, trace.Ways[index]));
        return _text.ToString();
    }

    private void Outcomes(int indent, Workload at, ImmutableArray<ProxyOutcome> outcomes, Action<int, int> after)
    {
        var shared = outcomes.Length == 1 ? outcomes[0].Decisions.Length : Enumerable.Range(0, outcomes.Min(item => item.Decisions.Length))
            .TakeWhile(i => outcomes.All(item => ReferenceEquals(item.Decisions[i], outcomes[0].Decisions[i]))).Count();
        foreach (var decision in outcomes[0].Decisions.Take(shared))
        {
            Decision(indent, at, decision);
        }

        for (var i = 0; i < outcomes.Length; i++)
        {
            var inner = indent;
            if (outcomes.Length > 1)
            {
                _text.Append(' ', indent * 2).Append(CultureInfo.InvariantCulture, $"{Percent(outcomes[i].Chance)} of requests\n");
                inner++;
            }

            foreach (var decision in outcomes[i].Decisions.Skip(shared))
            {
                Decision(inner, at, decision);
            }

            Verdict(inner, outcomes[i].Verdict);
            after(inner, i);
        }
    }

    private void Decision(int indent, Workload at, Decision decision)
    {
        var objects = decision.Resource is { } resource ? origins.Of(at, resource) : [];
        var by = decision.ConfiguredBy ?? (objects.Count is > 0 and <= FewObjects ? string.Join(", ", objects.Select(TraceOrigins.Text)) : null);
        Line(indent, KindText(decision.Kind), decision.Subject, decision.Reason, by == _lastObject ? null : by);
        _lastObject = by ?? _lastObject;
        if (!isVerbose)
        {
            return;
        }

        foreach (var rejected in decision.Rejected)
        {
            _text.Append(' ', (indent * 2) + KindWidth).Append(CultureInfo.InvariantCulture, $"not {rejected}\n");
        }

        if (decision.Resource is { } source)
        {
            _text.Append(' ', (indent * 2) + KindWidth).Append(CultureInfo.InvariantCulture, $"read from {source.Type.Name} {source.Name}");
            _text.Append(objects.Count == 0 ? "" : $", made of {string.Join(", ", objects.Select(TraceOrigins.Text))}").Append('\n');
        }
    }

    private void Verdict(int indent, Verdict verdict)
    {
        switch (verdict)
        {
            case Closed closed:
                Result(indent, $"connection closed: {closed.Reason}");
                break;
            case Answered answer:
                Result(indent, $"{answer.Status}: {answer.Reason}{(answer.Location is null ? "" : $", location {answer.Location}")}{(answer.Body is null ? "" : $", body \"{answer.Body}\"")}");
                break;
        }
    }

    private void Arrivals(int indent, Way way)
    {
        foreach (var group in way.Arrivals.GroupBy(Shape, StringComparer.Ordinal))
        {
            foreach (var arrival in group)
            {
                Endpoint(indent, arrival, way.Arrivals.Length > 1);
            }

            var first = group.First();
            if (first is { At: { } pod, Outcomes.IsEmpty: false })
            {
                _text.Append('\n').Append(' ', (indent - 1) * 2).Append(CultureInfo.InvariantCulture, $"into {string.Join(", ", group.Select(item => item.At))}\n");
                Outcomes(indent, pod, first.Outcomes, (inner, i) => Application(inner, first.Outcomes[i]));
            }
        }
    }

    private void Endpoint(int indent, Arrived arrival, bool isOneOfMany)
    {
        var endpoint = arrival.Endpoint;
        var tls = endpoint.Tls is not { } socket ? "plaintext" : $"{(socket.ShowsCertificate ? "mutual TLS" : "TLS")}{(socket.ServerName.Length > 0 ? $", SNI {socket.ServerName}" : "")}";
        var who = arrival.At?.ToString() ?? "outside of the mesh";
        var place = endpoint.Locality.Length > 0 ? $", {endpoint.Locality}" : "";
        var priority = endpoint.Priority > 0 ? $", priority {endpoint.Priority}" : "";
        Line(indent, "endpoint", endpoint.ToString(), $"{(isOneOfMany ? Percent(endpoint.Chance) + ", " : "")}{who}, {tls}{place}{priority}", null);
        if (arrival.Outcomes.IsEmpty)
        {
            Result(indent, arrival.At is null ? "leaves the mesh" : "arrives at the application, no proxy in front of it");
        }
    }

    private void Application(int indent, ProxyOutcome outcome)
    {
        if (outcome.Verdict is Forwarded forwarded)
        {
            Result(indent, $"arrives at the application on {string.Join(", ", forwarded.Endpoints)}");
        }
    }

    private void Result(int indent, string text) => _text.Append(' ', indent * 2).Append("=> ").Append(text).Append('\n');

    private void Line(int indent, string kind, string subject, string reason, string? by)
    {
        var line = new StringBuilder().Append(' ', indent * 2).Append(kind.PadRight(KindWidth));
        line.Append(subject.Length == 0 ? reason : reason.Length == 0 && by is null ? subject : subject.PadRight(WidestSubject)).Append(subject.Length == 0 ? "" : "  " + reason);
        if (by is not null)
        {
            line.Append(reason.Length == 0 || subject.Length == 0 ? "" : "  ").Append('[').Append(by).Append(']');
        }

        _text.Append(line.ToString().TrimEnd()).Append('\n');
    }

    // Endpoints at which the same happens are told once.
    private static string Shape(Arrived arrival) =>
        string.Join('\n', arrival.Outcomes.Select(outcome => $"{outcome.Chance} {outcome.Verdict.GetType()} {string.Join('|', outcome.Decisions.Select(item => $"{item.Kind}{item.Subject}{item.Reason}"))}"))
        + $"{arrival.At is null} {arrival.Endpoint.Tls is null}";

    private static string KindText(DecisionKind kind) => kind switch
    {
        DecisionKind.Tls => "TLS",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string Percent(double chance) => $"{(chance * 100).ToString("0.##", CultureInfo.InvariantCulture)}%";
}
