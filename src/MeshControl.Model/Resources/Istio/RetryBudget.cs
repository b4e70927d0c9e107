using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>How many retries may be under way, as a share of all requests (istio.networking.v1alpha3.TrafficPolicy.RetryBudget).</summary>
public sealed record RetryBudget
{
    [Limits(Minimum = 0, Maximum = 100)]
    public double? Percent { get; init; }

    public int MinRetryConcurrency { get; init; }

    public TimeSpan? BudgetInterval { get; init; }
}
