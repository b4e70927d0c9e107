namespace MeshControl.Model.Resources.Core;

/// <summary>core/v1 LoadBalancerIngress: an address from which a load balancer serves.</summary>
public sealed record LoadBalancerIngress
{
    public string? Ip { get; init; }

    public string? Hostname { get; init; }
}
