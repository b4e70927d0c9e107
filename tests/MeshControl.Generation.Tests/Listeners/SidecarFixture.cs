using System.Text;
using Envoy.Config.Listener.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Filters;
using MeshControl.Generation.Listeners.Inbound;
using MeshControl.Generation.Listeners.Outbound;
using MeshControl.Incremental;
using MeshControl.Incremental.Diagnostics;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;

namespace MeshControl.Generation.Tests.Listeners;

/// <summary>A mesh from YAML and the listeners that a sidecar in it gets.</summary>
internal sealed class SidecarFixture
{
    private readonly Graph _graph = new();
    private readonly MeshFacts _facts;
    private readonly ModelProjector _projector;
    private readonly ResourceStore _store = new();

    public SidecarFixture(string yaml, string meshConfig = "")
    {
        _facts = new MeshFacts(_graph);
        _projector = new ModelProjector(_facts);
        var contexts = new FilterContexts(_facts);
        Outbound = new OutboundListeners(_facts, contexts);
        Inbound = new InboundListeners(_facts, contexts);
        var settings = MeshSettings.Default with
        {
            Mesh = MeshConfigReader.ReadMeshConfig("mesh", meshConfig).Value ?? throw new InvalidOperationException("invalid mesh configuration"),
            Fingerprint = meshConfig,
        };
        _graph.Commit(writer => _projector.Apply(writer, settings));
        Apply("base.yaml", yaml);
    }

    public OutboundListeners Outbound { get; }

    public InboundListeners Inbound { get; }

    public GraphStatistics Statistics => _graph.Statistics;

    /// <summary>Replaces one file of the folder.</summary>
    public void Apply(string file, string yaml)
    {
        var read = ManifestReader.Read(file, Encoding.UTF8.GetBytes(yaml));
        Assert.Empty(read.Findings);
        var changes = _store.Apply([new SourceReplaced(read)]);
        _graph.Commit(writer =>
        {
            foreach (var change in changes.Changes)
            {
                _projector.Apply(writer, change.Key, change.After);
            }
        });
    }

    /// <summary>Every listener of a pod's sidecar, by name.</summary>
    public Dictionary<string, Listener> Listeners(string pod = "client", string ns = "shop", Func<ProxyMetadata, ProxyMetadata>? with = null)
    {
        using var read = _graph.OpenReader();
        var proxyClass = read.Get(_facts.Proxies.Class, Identity(read, pod, ns, with));
        return read.Get(Outbound.Set, OutboundListenersKey.Of(proxyClass)).Concat(read.Get(Inbound.Set, proxyClass.Workload))
            .ToDictionary(item => item.Name, item => Any.Parser.ParseFrom(item.Any.Span).Unpack<Listener>());
    }

    public IReadOnlyList<string> RouteNames(string pod = "client", string ns = "shop")
    {
        using var read = _graph.OpenReader();
        return read.Get(Outbound.RouteNames, read.Get(_facts.Proxies.Class, Identity(read, pod, ns, null)).Egress);
    }

    private ProxyIdentity Identity(GraphReader read, string pod, string ns, Func<ProxyMetadata, ProxyMetadata>? with)
    {
        var metadata = new ProxyMetadata { Namespace = ns, ClusterId = "Kubernetes", MeshId = "cluster.local" };
        return new ProxyIdentity
        {
            Type = ProxyType.Sidecar,
            Id = $"{pod}.{ns}",
            Addresses = [.. _facts.Resources.Pods.Find(read, ns, pod)!.Spec.AllIPs()],
            DnsDomain = $"{ns}.svc.cluster.local",
            Metadata = with?.Invoke(metadata) ?? metadata,
        };
    }
}
