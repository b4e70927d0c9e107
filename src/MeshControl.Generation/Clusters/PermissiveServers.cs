using MeshControl.Incremental;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Clusters;

/// <summary>A mesh without peer authentication: every server takes mTLS and plain text.</summary>
public sealed class PermissiveServers : IServerMtls
{
    public MutualTlsMode OfNamespace(string ns, IReader read) => MutualTlsMode.Permissive;

    public MutualTlsMode OfWorkload(string ns, EquatableMap<string, string> labels, int port, IReader read) => MutualTlsMode.Permissive;
}
