using Envoy.Config.Listener.V3;
using MeshControl.Generation.Clusters;
using MeshControl.Generation.Filters;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>Where connections go that no service claims (traffic specification 3.2).</summary>
internal static class CatchAll
{
    public const string FallThroughName = "PassthroughFilterChain";

    public static string Cluster(EgressView view)
    {
        if (view.PolicyMode == OutboundTrafficPolicyMode.RegistryOnly)
        {
            return ClusterNames.BlackHole;
        }

        return view.EgressProxy is { } proxy ? ClusterNames.Outbound(proxy.Port?.Number ?? 0, proxy.Subset, proxy.Host) : ClusterNames.Passthrough;
    }

    /// <summary>The chain of a listener whose own chains do not take everything.</summary>
    public static FilterChain FallThrough(string cluster, FilterContext context) => new()
    {
        Name = FallThroughName, FilterChainMatch = new FilterChainMatch(), Filters = { TcpProxyBuilder.ToCluster(cluster, context) },
    };
}
