using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>When endpoints that fail are taken out for a while (istio.networking.v1alpha3.OutlierDetection).</summary>
public sealed record OutlierDetection
{
    public int ConsecutiveErrors { get; init; }

    public bool SplitExternalLocalOriginErrors { get; init; }

    public int? ConsecutiveLocalOriginFailures { get; init; }

    public int? ConsecutiveGatewayErrors { get; init; }

    public int? Consecutive5xxErrors { get; init; }

    public TimeSpan? Interval { get; init; }

    public TimeSpan? BaseEjectionTime { get; init; }

    public int MaxEjectionPercent { get; init; }

    public int MinHealthPercent { get; init; }

    [Limits(ItemMinimum = 100, ItemMaximum = 599)]
    public IReadOnlyList<int> OutlierDetectionHttpErrorCodes { get; init; } = [];
}
