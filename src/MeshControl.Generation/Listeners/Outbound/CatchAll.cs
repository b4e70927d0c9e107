using Envoy.Config.Listener.V3;
using MeshControl.Generation.Clusters;
using MeshControl.Generation.Filters;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>Where connections go that no service claims (traffic specification 3.2).</summary>
/// <param name="Cluster">The cluster of plain connections.</param>
/// <param name="ResolvesHosts">True where HTTP requests for unknown hosts are resolved by name.</param>
internal sealed record CatchAll(string Cluster, bool ResolvesHosts)
{
    public const string FallThroughName = "PassthroughFilterChain";

    public static CatchAll Of(EgressView view) => new(ClusterOf(view), view.PolicyMode == OutboundTrafficPolicyMode.AllowAnyDynamicDns);

    /// <summary>The chain of a listener whose own chains do not take everything.</summary>
    public FilterChain FallThrough(FilterContext context) => new()
    {
        Name = FallThroughName, FilterChainMatch = new FilterChainMatch(), Filters = { TcpProxyBuilder.ToCluster(Cluster, context) },
    };

    private static string ClusterOf(EgressView view)
    {
        if (view.PolicyMode == OutboundTrafficPolicyMode.RegistryOnly)
        {
            return ClusterNames.BlackHole;
        }

        return view.EgressProxy is { } proxy ? ClusterNames.Outbound(proxy.Port?.Number ?? 0, proxy.Subset, proxy.Host) : ClusterNames.Passthrough;
    }
}
