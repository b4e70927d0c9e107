using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Requests that are held up (istio.networking.v1alpha3.HTTPFaultInjection.Delay).</summary>
public sealed record HttpFaultDelay
{
    public int Percent { get; init; }

    [OneOf("httpDelayType")]
    public TimeSpan? FixedDelay { get; init; }

    [OneOf("httpDelayType")]
    public TimeSpan? ExponentialDelay { get; init; }

    public Percent? Percentage { get; init; }
}
