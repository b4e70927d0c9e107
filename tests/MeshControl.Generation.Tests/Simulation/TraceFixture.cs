using System.Globalization;
using System.Text;
using MeshControl.Generation.Rendering;
using MeshControl.Generation.Simulation;
using MeshControl.Generation.Simulation.Mesh;
using MeshControl.Generation.Tests.Differential;
using MeshControl.Model.Proxies;
using MeshControl.Testing;

namespace MeshControl.Generation.Tests.Simulation;

/// <summary>Requests through a sample, or through the small world of the differential run with some objects more.</summary>
internal sealed class TraceFixture
{
    private readonly RenderPipeline _pipeline = new();
    private readonly Workloads _workloads;
    private readonly MeshSimulator _simulator;

    private TraceFixture(MeshFolder folder)
    {
        _pipeline.Commit(folder.Resources, folder.Settings);
        _workloads = new Workloads(folder.Resources, folder.Settings);
        _simulator = new MeshSimulator(_pipeline, _workloads);
    }

    public static TraceFixture Sample(string name)
    {
        var folder = new MeshFolder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Path, "samples", name), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            folder.AddManifests(file, File.ReadAllBytes(file));
        }

        return new TraceFixture(folder);
    }

    public static TraceFixture World(string manifests)
    {
        var folder = new MeshFolder();
        folder.AddManifests("world.yaml", Encoding.UTF8.GetBytes(Differential.World.Manifests));
        folder.AddManifests("case.yaml", Encoding.UTF8.GetBytes(manifests));
        Assert.DoesNotContain(folder.Findings, finding => finding.Severity == Model.Validation.FindingSeverity.Error);
        return new TraceFixture(folder);
    }

    /// <summary>Each way in a line: chance, listener, route, cluster; then what the proxies at the endpoints do.</summary>
    /// <param name="from">POD.NAMESPACE.</param>
    /// <param name="url">http, https or tcp URL; for a gateway its port is the pod's.</param>
    /// <param name="headers">`name: value` each.</param>
    public string Ways(string from, string url, params string[] headers) =>
        string.Join('\n', Trace(from, url, headers).Ways.Select(way => $"{Text(way.Outcome)}{string.Concat(way.Arrivals.Select(Text).Distinct(StringComparer.Ordinal))}"));

    public MeshTrace Trace(string from, string url, params string[] headers)
    {
        var uri = new Uri(url);
        var dot = from.LastIndexOf('.');
        var workload = _workloads.Find(from[..dot], from[(dot + 1)..])!;
        var request = uri.Scheme == "tcp" ? null : new HttpRequest
        {
            Method = "GET", Authority = uri.Authority, Path = uri.PathAndQuery, Scheme = uri.Scheme,
            Headers = [.. headers.Select(header => header.Split(": ", 2)).Select(pair => new HttpHeader(pair[0], pair[1]))],
        };
        var target = workload.Proxy == ProxyType.Router ? new Target(workload.Addresses[0], "") : new NameLookup(_pipeline).Find(uri.Host, workload.Namespace);
        return _simulator.Trace(workload, target, uri.Port, uri.Scheme == "https" ? new TlsHello(uri.Host, ["h2", "http/1.1"]) : null, request);
    }

    private static string Text(Arrived arrival) => arrival.Outcomes.IsEmpty
        ? $" -> {arrival.At?.Name ?? "outside"}"
        : $" -> {arrival.At!.Name}: {string.Join(" or ", arrival.Outcomes.Select(Text))}";

    private static string Text(ProxyOutcome outcome)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{outcome.Chance * 100:0.#}%");
        foreach (var kind in new[] { DecisionKind.Listener, DecisionKind.Route })
        {
            text.Append(outcome.Decisions.FirstOrDefault(decision => decision.Kind == kind) is { } decision ? $" {decision.Subject}" : "");
        }

        return text.Append(outcome.Verdict switch
        {
            Forwarded forwarded => $" {forwarded.Cluster}{(forwarded.Request is null ? " (bytes)" : "")}",
            Answered { Location: { } location } answer => $" {answer.Status} {location}",
            Answered answer => $" {answer.Status} {answer.Reason}",
            Closed closed => $" closed: {closed.Reason}",
            _ => "",
        }).ToString();
    }
}
