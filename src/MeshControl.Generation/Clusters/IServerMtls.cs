using MeshControl.Incremental;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Clusters;

/// <summary>What peer authentication says of servers, as far as clients have to know.</summary>
public interface IServerMtls
{
    /// <summary>The mode of a namespace, from its own policy or the mesh's; Unset where neither says.</summary>
    MutualTlsMode OfNamespace(string ns, IReader read);

    /// <summary>The mode of a workload's port (the port it listens on).</summary>
    MutualTlsMode OfWorkload(string ns, EquatableMap<string, string> labels, int port, IReader read);
}
