using Envoy.Config.Route.V3;
using MeshControl.Generation.Output;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Traffic;
using EnvoyRoute = Envoy.Config.Route.V3.Route;

namespace MeshControl.Generation.Routes;

/// <summary>The last virtual host of a sidecar's table: what becomes of requests to unknown hosts (traffic specification 4.13).</summary>
internal static class CatchAllHost
{
    public static EncodedVirtualHost Build(EgressView egress, RouteDefaults defaults)
    {
        var (name, route) = egress.PolicyMode switch
        {
            OutboundTrafficPolicyMode.RegistryOnly => ("block_all", new EnvoyRoute { DirectResponse = new DirectResponseAction { Status = 502 } }),
            OutboundTrafficPolicyMode.AllowAny => ("allow_any", Forward(
                egress.EgressProxy is { } proxy ? RouteNames.Cluster(proxy, null, 0) : "PassthroughCluster", defaults)),
            _ => ("allow_any_dynamic_dns", Forward("AllowAnyDynamicDNSCluster", defaults)),
        };
        route.Name = name;
        route.Match = new RouteMatch { Prefix = "/" };
        return VirtualHostEncoder.Encode(new VirtualHost
        {
            Name = name, Domains = { "*" }, Routes = { route }, IncludeRequestAttemptCount = defaults.CountsAttempts,
        });
    }

    private static EnvoyRoute Forward(string cluster, RouteDefaults defaults) => new()
    {
        Route_ = new RouteAction { Cluster = cluster, AppendXForwardedHost = defaults.AppendsForwardedHost }.WithTimeout(),
    };
}
