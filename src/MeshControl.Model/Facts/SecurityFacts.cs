using MeshControl.Incremental;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Security;

namespace MeshControl.Model.Facts;

/// <summary>What workloads require of connections to them.</summary>
public sealed class SecurityFacts
{
    public SecurityFacts(Graph graph, ResourceFacts resources, SettingsFacts settings)
    {
        Workload = new(graph, "peer authentication", (key, read) =>
        {
            var root = settings.Get(read).RootNamespace;
            var own = key.Namespace == root ? [] : read.Items(resources.PeerAuthentications.ByNamespace, key.Namespace);
            return PeerAuthenticationMerge.Merge(read.Items(resources.PeerAuthentications.ByNamespace, root), own, key.Labels);
        });
        Namespace = new(graph, "peer authentication of namespace", (ns, read) =>
            read.Get(Workload, new WorkloadSelectionKey(ns, EquatableMap<string, string>.Empty)).Mode);
    }

    /// <summary>The modes of a workload and its ports.</summary>
    public Derived<WorkloadSelectionKey, PeerAuthenticationView> Workload { get; }

    /// <summary>The mode of a namespace, else of the mesh: what clients assume of its services (see <see cref="ServiceMutualTls"/>).</summary>
    public Derived<string, MutualTlsMode> Namespace { get; }
}
