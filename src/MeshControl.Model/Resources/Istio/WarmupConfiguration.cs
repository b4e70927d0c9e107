namespace MeshControl.Model.Resources.Istio;

/// <summary>How new endpoints get their share of traffic little by little (istio.networking.v1alpha3.WarmupConfiguration).</summary>
public sealed record WarmupConfiguration
{
    public TimeSpan? Duration { get; init; }

    public double? MinimumPercent { get; init; }

    public double? Aggression { get; init; }
}
