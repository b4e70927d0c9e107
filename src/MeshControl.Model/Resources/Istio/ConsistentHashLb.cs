using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Load balancing by the hash of a request's header, cookie, parameter or source (istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB).</summary>
public sealed record ConsistentHashLb
{
    [OneOf("hashKey")]
    public string? HttpHeaderName { get; init; }

    [OneOf("hashKey")]
    public HttpCookie? HttpCookie { get; init; }

    [OneOf("hashKey")]
    public bool? UseSourceIp { get; init; }

    [OneOf("hashKey")]
    public string? HttpQueryParameterName { get; init; }

    [OneOf("hashAlgorithm")]
    public RingHash? RingHash { get; init; }

    [OneOf("hashAlgorithm")]
    public MagLev? Maglev { get; init; }

    public long MinimumRingSize { get; init; }
}
