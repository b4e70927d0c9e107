using MeshControl.Generation.Clusters;
using MeshControl.Model.Facts;

namespace MeshControl.Generation.Proxies;

/// <summary>Every set of resources that can be asked for, by area. It only declares; <see cref="ProxyConfigCompiler"/> puts a proxy together.</summary>
public sealed class MeshGeneration(MeshFacts facts)
{
    public MeshFacts Facts { get; } = facts;

    public ClusterFacts Clusters { get; } = new(facts);
}
