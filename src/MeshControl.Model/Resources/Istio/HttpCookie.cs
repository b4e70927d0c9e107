using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>The cookie to hash for consistent load balancing; it is made when Ttl is set and it is missing (istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB.HTTPCookie).</summary>
public sealed record HttpCookie
{
    [Limits(Required = true)]
    public string Name { get; init; } = "";

    public string Path { get; init; } = "";

    public TimeSpan? Ttl { get; init; }

    public IReadOnlyList<HttpCookieAttribute> Attributes { get; init; } = [];
}
