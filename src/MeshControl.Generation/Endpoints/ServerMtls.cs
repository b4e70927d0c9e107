using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Security;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Endpoints;

/// <summary>Whether a workload's own policy keeps mesh mTLS from one of its ports (traffic specification 6.5).</summary>
internal static class ServerMtls
{
    public static Func<MeshEndpoint, bool> Refusal(SecurityFacts security, IReader read) => endpoint =>
        read.Get(security.Workload, new WorkloadSelectionKey(endpoint.Namespace, endpoint.Labels)).ModeOf(endpoint.Port) == MutualTlsMode.Disable;
}
