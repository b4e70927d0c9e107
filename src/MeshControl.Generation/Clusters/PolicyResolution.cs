using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Clusters;

/// <summary>Picks the blocks of a DestinationRule that apply to a port and a subset (traffic specification 5.8 and 6.5).</summary>
internal static class PolicyResolution
{
    /// <summary>The policy of a port's default cluster: the port's entry replaces the top level whole, the mesh fills what is still unset.</summary>
    public static EffectivePolicy ForPort(TrafficPolicy? policy, int port, DefaultTrafficPolicy? mesh)
    {
        var (resolved, _) = Resolve(policy, port);
        return mesh is null
            ? resolved
            : resolved with
            {
                ConnectionPool = resolved.ConnectionPool ?? mesh.ConnectionPool,
                OutlierDetection = resolved.OutlierDetection ?? mesh.OutlierDetection,
            };
    }

    /// <summary>The policy of a subset's cluster: block by block over the default cluster's; a port entry of the subset replaces all main blocks.</summary>
    public static EffectivePolicy ForSubset(EffectivePolicy start, TrafficPolicy? subset, int port)
    {
        if (subset is null)
        {
            return start;
        }

        var (own, replaces) = Resolve(subset, port);
        return new EffectivePolicy
        {
            ConnectionPool = replaces ? own.ConnectionPool : own.ConnectionPool ?? start.ConnectionPool,
            LoadBalancer = replaces ? own.LoadBalancer : own.LoadBalancer ?? start.LoadBalancer,
            OutlierDetection = replaces ? own.OutlierDetection : own.OutlierDetection ?? start.OutlierDetection,
            Tls = replaces ? own.Tls : own.Tls ?? start.Tls,
            ProxyProtocol = own.ProxyProtocol ?? start.ProxyProtocol,
            RetryBudget = own.RetryBudget ?? start.RetryBudget,
        };
    }

    /// <summary>The TLS mode that decides whether endpoints take mesh mTLS; here a port entry without TLS leaves the level above it.</summary>
    public static ClientTlsMode? EndpointTlsMode(TrafficPolicy? top, TrafficPolicy? subset, int port) => OwnTlsMode(subset, port) ?? OwnTlsMode(top, port);

    private static ClientTlsMode? OwnTlsMode(TrafficPolicy? policy, int port)
    {
        if (policy is null)
        {
            return null;
        }

        foreach (var entry in policy.PortLevelSettings)
        {
            if (entry.Port?.Number == port && entry.Tls is { } tls)
            {
                return tls.Mode;
            }
        }

        return policy.Tls?.Mode;
    }

    private static (EffectivePolicy Policy, bool FromPort) Resolve(TrafficPolicy? policy, int port)
    {
        if (policy is null)
        {
            return (EffectivePolicy.None, false);
        }

        foreach (var entry in policy.PortLevelSettings)
        {
            if (entry.Port?.Number == port)
            {
                return (new EffectivePolicy
                {
                    ConnectionPool = entry.ConnectionPool,
                    LoadBalancer = entry.LoadBalancer,
                    OutlierDetection = entry.OutlierDetection,
                    Tls = entry.Tls,
                }, true);
            }
        }

        return (new EffectivePolicy
        {
            ConnectionPool = policy.ConnectionPool,
            LoadBalancer = policy.LoadBalancer,
            OutlierDetection = policy.OutlierDetection,
            Tls = policy.Tls,
            ProxyProtocol = policy.ProxyProtocol,
            RetryBudget = policy.RetryBudget,
        }, false);
    }
}
