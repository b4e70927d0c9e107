using System.Text.Json.Nodes;
using Envoy.Config.Route.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Output;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Proxies;
using MeshControl.Testing;

namespace MeshControl.Generation.Tests.Routes;

/// <summary>Route tables against those that istiod made of the same objects, message by message.</summary>
public sealed class RouteScenarioTests
{
    private static readonly JsonParser Json = new(JsonParser.Settings.Default.WithTypeRegistry(MessageTypes.Registry).WithIgnoreUnknownFields(true));

    // Kinds that are turned into routes elsewhere.
    private static readonly string[] OtherSources = ["kind: HTTPRoute", "kind: Ingress", "kind: EnvoyFilter"];

    [ReferenceFact("scenarios")]
    public void Route_tables_are_those_of_istiod()
    {
        var compared = 0;
        foreach (var folder in ReferenceFiles.Scenarios.Where(IsPlain))
        {
            var pipeline = Read(folder);
            foreach (var line in File.ReadLines(Path.Combine(folder, "proxies.txt")).Where(line => line.Length > 0))
            {
                var (type, pod, ns) = line.Split(' ', '.') is [var first, var second, var third, ..] ? (first, second, third) : throw new InvalidDataException(line);
                var proxy = pipeline.IdentityOf(type == "router" ? ProxyType.Router : ProxyType.Sidecar, ns, pod)!;
                Assert.Equal(Expected(Path.Combine(folder, "istiod", $"{pod}.{ns}.json")), Actual(pipeline.Render(proxy)));
                compared++;
            }
        }

        Assert.NotEqual(0, compared);
    }

    private static bool IsPlain(string folder) =>
        !Directory.Exists(Path.Combine(folder, "clusters"))
        && !Directory.EnumerateFiles(folder, "*.yaml").Select(File.ReadAllText).Any(text => OtherSources.Any(source => text.Contains(source, StringComparison.Ordinal)));

    private static RenderPipeline Read(string folder)
    {
        var mesh = new MeshFolder();
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml").Where(file => !MeshFolder.IsSettings(file)))
        {
            mesh.AddManifests(file, File.ReadAllBytes(file));
        }

        var settings = Path.Combine(folder, "meshconfig.yaml");
        mesh.UseSettings(File.Exists(settings) ? (settings, File.ReadAllText(settings)) : null, null);
        var pipeline = new RenderPipeline();
        pipeline.Commit(mesh.Resources, mesh.Settings);
        return pipeline;
    }

    private static List<string> Expected(string dump) =>
        Lines(JsonNode.Parse(File.ReadAllText(dump))!["routes"]!.AsArray().Select(node => Json.Parse<RouteConfiguration>(node!.ToJsonString())));

    private static List<string> Actual(ProxyConfig config) =>
        Lines(config.View(ResourceType.Route, RouteDelivery.Table).Items.Select(item => Any.Parser.ParseFrom(item.Any.Span).Unpack<RouteConfiguration>()));

    // Query parameters have no order to Envoy; istiod's differs from run to run.
    private static List<string> Lines(IEnumerable<RouteConfiguration> tables)
    {
        var lines = new List<string>();
        foreach (var table in tables.OrderBy(table => table.Name, StringComparer.Ordinal))
        {
            foreach (var match in table.VirtualHosts.SelectMany(host => host.Routes).Select(route => route.Match))
            {
                var sorted = match.QueryParameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).ToList();
                match.QueryParameters.Clear();
                match.QueryParameters.AddRange(sorted);
            }

            lines.AddRange(table.VirtualHosts.Select(host => $"{table.Name} {host}"));
            table.VirtualHosts.Clear();
            lines.Add(table.ToString());
        }

        return lines;
    }
}
