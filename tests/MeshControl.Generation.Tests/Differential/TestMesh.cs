using System.Text;
using MeshControl.Generation.Rendering;
using MeshControl.Generation.Simulation;
using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Tests.Differential;

/// <summary>One random configuration, compiled, with the three proxies that calls go to.</summary>
internal sealed class TestMesh
{
    public TestMesh(int seed)
    {
        Seed = seed;
        Manifests = RandomMesh.Write(new Dice(seed));
        var folder = new MeshFolder();
        folder.AddManifests("world.yaml", Encoding.UTF8.GetBytes(World.Manifests));
        folder.AddManifests("random.yaml", Encoding.UTF8.GetBytes(Manifests));
        Findings = [.. folder.Findings.Select(finding => finding.ToString())];
        var pipeline = new RenderPipeline();
        pipeline.Commit(folder.Resources, folder.Settings);
        Proxies = new Dictionary<Arrival, ProxyResources>
        {
            [Arrival.Outbound] = Render(pipeline, ProxyType.Sidecar, "shop", World.Client),
            [Arrival.Direct] = Render(pipeline, ProxyType.Router, "istio-system", World.Gateway),
            [Arrival.Inbound] = Render(pipeline, ProxyType.Sidecar, "shop", World.Server),
        };
    }

    public int Seed { get; }

    public string Manifests { get; }

    public IReadOnlyList<string> Findings { get; }

    public IReadOnlyDictionary<Arrival, ProxyResources> Proxies { get; }

    public IReadOnlyDictionary<Arrival, IReadOnlyList<string>> ClusterNames => _clusters;

    private readonly Dictionary<Arrival, IReadOnlyList<string>> _clusters = [];

    private ProxyResources Render(RenderPipeline pipeline, ProxyType type, string ns, string pod)
    {
        var config = pipeline.Render(pipeline.IdentityOf(type, ns, pod)!);
        _clusters[type == ProxyType.Router ? Arrival.Direct : pod == World.Client ? Arrival.Outbound : Arrival.Inbound] = [.. config.Clusters.Items.Select(item => item.Name)];
        return new ProxyResources(config);
    }
}
