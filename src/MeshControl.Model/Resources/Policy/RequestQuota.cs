using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Policy;

/// <summary>Requests of a calendar period (UTC); the count starts anew with the next one.</summary>
public sealed record RequestQuota
{
    /// <summary>Requests that a period allows.</summary>
    [Limits(Required = true, Minimum = 1)]
    public int Requests { get; init; }

    /// <summary>The period: hour, day or month.</summary>
    public QuotaPeriod Period { get; init; }
}
