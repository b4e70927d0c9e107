namespace MeshControl.Model.Resources.Istio;

/// <summary>The region that takes over when one has no healthy endpoints (istio.networking.v1alpha3.LocalityLoadBalancerSetting.Failover).</summary>
public sealed record LocalityFailover
{
    public string From { get; init; } = "";

    public string To { get; init; } = "";
}
