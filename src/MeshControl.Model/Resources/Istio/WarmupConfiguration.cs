using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>How new endpoints get their share of traffic little by little (istio.networking.v1alpha3.WarmupConfiguration).</summary>
public sealed record WarmupConfiguration
{
    [Limits(Required = true)]
    public TimeSpan? Duration { get; init; }

    [Limits(Minimum = 0, Maximum = 100)]
    public double? MinimumPercent { get; init; }

    [Limits(Minimum = 0)]
    public double? Aggression { get; init; }
}
