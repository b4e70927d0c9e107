namespace MeshControl.Model.Resources.Core;

/// <summary>core/v1 ServiceStatus.</summary>
public sealed record KubeServiceStatus
{
    public LoadBalancerStatus? LoadBalancer { get; init; }
}
