using MeshControl.Incremental;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Security;

namespace MeshControl.Model.Facts;

/// <summary>What workloads require of connections and requests to them.</summary>
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
        Authorization = new(graph, "authorization", (key, read) =>
        {
            var root = settings.Get(read).RootNamespace;
            return AuthorizationView.Select(
                key.Namespace == root ? [] : read.Items(resources.AuthorizationPolicies.ByNamespace, root),
                read.Items(resources.AuthorizationPolicies.ByNamespace, key.Namespace),
                key);
        });
        RequestAuthentication = new(graph, "request authentication", (key, read) =>
        {
            var root = settings.Get(read).RootNamespace;
            return RequestAuthenticationView.Select(
                read.Items(resources.RequestAuthentications.ByNamespace, key.Namespace),
                key.Namespace == root ? [] : read.Items(resources.RequestAuthentications.ByNamespace, root),
                key);
        });
    }

    /// <summary>The modes of a workload and its ports.</summary>
    public Derived<WorkloadSelectionKey, PeerAuthenticationView> Workload { get; }

    /// <summary>The mode of a namespace, else of the mesh: what clients assume of its services (see <see cref="ServiceMutualTls"/>).</summary>
    public Derived<string, MutualTlsMode> Namespace { get; }

    /// <summary>The policies that decide on requests to a workload.</summary>
    public Derived<WorkloadSelectionKey, AuthorizationView> Authorization { get; }

    /// <summary>The tokens that a workload accepts.</summary>
    public Derived<WorkloadSelectionKey, RequestAuthenticationView> RequestAuthentication { get; }
}
