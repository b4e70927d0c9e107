using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Traffic;
using HashPolicy = Envoy.Config.Route.V3.RouteAction.Types.HashPolicy;

namespace MeshControl.Generation.Routes;

/// <summary>Consistent hashing of a DestinationRule as the hash policy of routes (traffic specification 4.9).</summary>
internal static class HashPolicies
{
    /// <summary>For a destination of a rule: the subset's port, the subset, the port, the whole; a level counts only with a consistent hash.</summary>
    /// <param name="policy">The destination's rule.</param>
    /// <param name="subset">The destination's subset, or empty.</param>
    /// <param name="port">The destination's port as written, 0 where it is not.</param>
    public static HashPolicy? ForDestination(DestinationPolicyView policy, string subset, int port)
    {
        if (!policy.Exists)
        {
            return null;
        }

        var ofSubset = subset.Length > 0 ? policy.FindSubset(subset)?.TrafficPolicy : null;
        return Build(OfPort(ofSubset, port) ?? Whole(ofSubset) ?? OfPort(policy.Policy, port) ?? Whole(policy.Policy));
    }

    /// <summary>For a service without a rule of routes: the service port's level, else the whole.</summary>
    public static HashPolicy? ForService(DestinationPolicyView policy, int port) =>
        policy.Exists ? Build(OfPort(policy.Policy, port) ?? Whole(policy.Policy)) : null;

    /// <summary>True where some level of a rule asks for a consistent hash.</summary>
    public static bool IsUsedBy(DestinationRule rule) =>
        IsUsedBy(rule.TrafficPolicy) || rule.Subsets.Any(static subset => IsUsedBy(subset.TrafficPolicy));

    private static bool IsUsedBy(TrafficPolicy? policy) =>
        Whole(policy) is not null || policy?.PortLevelSettings.Any(static level => level.LoadBalancer?.ConsistentHash is not null) == true;

    private static ConsistentHashLb? Whole(TrafficPolicy? policy) => policy?.LoadBalancer?.ConsistentHash;

    private static ConsistentHashLb? OfPort(TrafficPolicy? policy, int port) =>
        port == 0 ? null : policy?.PortLevelSettings.FirstOrDefault(level => level.Port?.Number == port)?.LoadBalancer?.ConsistentHash;

    private static HashPolicy? Build(ConsistentHashLb? hash)
    {
        if (hash?.HttpHeaderName is { Length: > 0 } header)
        {
            return new HashPolicy { Header = new HashPolicy.Types.Header { HeaderName = header } };
        }

        if (hash?.HttpCookie is { Name.Length: > 0 } cookie)
        {
            return new HashPolicy { Cookie = Cookie(cookie) };
        }

        if (hash?.UseSourceIp is { } useSourceIp)
        {
            return new HashPolicy { ConnectionProperties = new HashPolicy.Types.ConnectionProperties { SourceIp = useSourceIp } };
        }

        return hash?.HttpQueryParameterName is { Length: > 0 } parameter
            ? new HashPolicy { QueryParameter = new HashPolicy.Types.QueryParameter { Name = parameter } }
            : null;
    }

    private static HashPolicy.Types.Cookie Cookie(HttpCookie cookie)
    {
        var result = new HashPolicy.Types.Cookie { Name = cookie.Name, Path = cookie.Path };
        if (cookie.Ttl is { } ttl)
        {
            result.Ttl = Durations.Of(ttl);
        }

        result.Attributes.AddRange(cookie.Attributes.Select(static attribute =>
            new HashPolicy.Types.CookieAttribute { Name = attribute.Name, Value = attribute.Value }));
        return result;
    }
}
