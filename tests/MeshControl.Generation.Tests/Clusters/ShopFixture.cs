using System.Text;
using System.Text.Json.Nodes;
using MeshControl.Generation.Output;
using MeshControl.Generation.Rendering;
using MeshControl.Incremental.Diagnostics;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;
using MeshControl.Model.Validation;

namespace MeshControl.Generation.Tests.Clusters;

/// <summary>
/// A mesh from YAML, and the clusters and load assignments of its proxies as JSON. Every mesh has the pod client.shop (10.1.0.9) and the
/// pod gateway.shop (10.1.0.8), a router.
/// </summary>
internal sealed class ShopFixture
{
    private const string Proxies = """
        apiVersion: v1
        kind: Pod
        metadata: {name: client, namespace: shop, labels: {app: client, security.istio.io/tlsMode: istio}}
        spec: {serviceAccountName: client, nodeName: n1, containers: [{name: app}]}
        status: {phase: Running, podIP: 10.1.0.9, podIPs: [{ip: 10.1.0.9}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: gateway, namespace: shop, labels: {istio: gateway}}
        spec: {serviceAccountName: gateway, nodeName: n1, containers: [{name: app}]}
        status: {phase: Running, podIP: 10.1.0.8, podIPs: [{ip: 10.1.0.8}]}
        """;

    private readonly RenderPipeline _pipeline = new();
    private readonly ResourceStore _store = new();

    public ShopFixture(string yaml, string mesh = "", string networks = "")
    {
        var settings = MeshSettings.Default with
        {
            Mesh = MeshConfigReader.ReadMeshConfig("mesh", mesh).Value!,
            Networks = networks.Length > 0 ? MeshConfigReader.ReadMeshNetworks("networks", networks).Value! : new(),
            Fingerprint = mesh + networks,
        };
        _pipeline.Commit([], settings);
        Apply("proxies.yaml", Proxies);
        Apply("mesh.yaml", yaml);
    }

    public GraphStatistics Statistics => _pipeline.Graph.Statistics;

    /// <summary>Replaces one file of the mesh.</summary>
    public void Apply(string file, string yaml)
    {
        var read = ManifestReader.Read(file, Encoding.UTF8.GetBytes(yaml));
        Assert.DoesNotContain(read.Findings, finding => finding.Severity == FindingSeverity.Error);
        _pipeline.Commit(_store.Apply([new SourceReplaced(read)]));
    }

    public ProxyConfig Sidecar(string pod = "client", string ns = "shop", Func<ProxyMetadata, ProxyMetadata>? with = null) =>
        Render(ProxyType.Sidecar, ns, pod, with);

    public ProxyConfig Gateway(string pod = "gateway", string ns = "shop") => Render(ProxyType.Router, ns, pod, null);

    /// <summary>A cluster of the client's sidecar; fails where there is none.</summary>
    public JsonObject Cluster(string name) => Json(Sidecar().Clusters, name);

    /// <summary>A load assignment of the client's sidecar; fails where there is none.</summary>
    public JsonObject Assignment(string name) => Json(Sidecar().Endpoints, name);

    public static JsonObject Json(ResourceView view, string name)
    {
        var found = view.Find(name);
        Assert.True(found is not null, $"{name} is not among {string.Join(", ", view.Items.Select(item => item.Name))}");
        return ResourceJson.Of(found);
    }

    private ProxyConfig Render(ProxyType type, string ns, string pod, Func<ProxyMetadata, ProxyMetadata>? with)
    {
        var identity = _pipeline.IdentityOf(type, ns, pod) ?? throw new InvalidOperationException($"no pod {pod}.{ns}");
        return _pipeline.Render(with is null ? identity : identity with { Metadata = with(identity.Metadata) });
    }
}
