using System.Text;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Output;
using MeshControl.Generation.Rendering;
using MeshControl.Incremental.Diagnostics;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;
using MeshControl.Model.Security;
using MeshControl.Model.Validation;

namespace MeshControl.Generation.Tests.Routes;

/// <summary>A mesh from YAML and the route tables that its proxies get.</summary>
internal sealed class RouteFixture
{
    private readonly RenderPipeline _pipeline = new();
    private readonly ResourceStore _store = new();

    public RouteFixture(string yaml, string meshConfig = "", KeySetFetching fetching = default)
    {
        _pipeline.Commit([], MeshSettings.Default with
        {
            Mesh = MeshConfigReader.ReadMeshConfig("mesh", meshConfig).Value ?? throw new InvalidOperationException("invalid mesh configuration"),
            Fingerprint = meshConfig,
            KeySetFetching = fetching,
        });
        Apply("base.yaml", yaml);
    }

    public GraphStatistics Statistics => _pipeline.Graph.Statistics;

    /// <summary>Replaces one file of the folder.</summary>
    public void Apply(string file, string yaml)
    {
        var read = ManifestReader.Read(file, Encoding.UTF8.GetBytes(yaml));
        Assert.Empty(read.Findings.Where(finding => finding.Severity == FindingSeverity.Error));
        _pipeline.Commit(_store.Apply([new SourceReplaced(read)]));
    }

    /// <summary>How many values of a kind a change builds, for the sidecars of these pods.</summary>
    public long Builds(string kind, Action change, params string[] pods)
    {
        var before = Count();
        change();
        foreach (var pod in pods)
        {
            Compile(pod);
        }

        return Count() - before;

        long Count() => Statistics.Derived.Single(item => item.Name == kind).Builds;
    }

    /// <summary>Everything that the proxy of a pod (`name.namespace`) is served.</summary>
    public ProxyConfig Compile(string pod, ProxyType type = ProxyType.Sidecar, Func<ProxyMetadata, ProxyMetadata>? with = null)
    {
        var (name, ns) = pod.Split('.') is [var first, var second] ? (first, second) : (pod, "shop");
        var identity = _pipeline.IdentityOf(type, ns, name) ?? throw new InvalidOperationException($"no pod {pod}");
        return _pipeline.Render(with is null ? identity : identity with { Metadata = with(identity.Metadata) });
    }

    /// <summary>A route table by name.</summary>
    public RouteConfiguration Table(
        string name, string pod = "client", ProxyType type = ProxyType.Sidecar, Func<ProxyMetadata, ProxyMetadata>? with = null) =>
        Parse<RouteConfiguration>(Compile(pod, type, with), ResourceType.Route, name);

    public Listener Listener(string name, string pod = "gateway", Func<ProxyMetadata, ProxyMetadata>? with = null) =>
        Parse<Listener>(Compile(pod, ProxyType.Router, with), ResourceType.Listener, name);

    /// <summary>Names of what a gateway is served.</summary>
    public IEnumerable<string> Names(ResourceType type, string pod = "gateway", Func<ProxyMetadata, ProxyMetadata>? with = null) =>
        Compile(pod, ProxyType.Router, with).View(type, RouteDelivery.Table).Items.Select(item => item.Name).Order(StringComparer.Ordinal);

    private static TMessage Parse<TMessage>(ProxyConfig config, ResourceType type, string name)
        where TMessage : IMessage, new()
    {
        var found = config.View(type, RouteDelivery.Table).Find(name);
        Assert.True(found is not null, $"no {type} resource {name}");
        return Any.Parser.ParseFrom(found.Any.Span).Unpack<TMessage>();
    }
}
