using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Policy;

/// <summary>A token bucket for new connections.</summary>
public sealed record ConnectionRate
{
    /// <summary>Tokens gained per unit.</summary>
    [Limits(Required = true, Minimum = 1)]
    public int Connections { get; init; }

    /// <summary>The unit: second, minute, hour or day.</summary>
    public RateLimitUnit Unit { get; init; }

    /// <summary>Tokens that the bucket holds; as many as `connections` where it is not set.</summary>
    [Limits(Minimum = 1)]
    public int? Burst { get; init; }
}
