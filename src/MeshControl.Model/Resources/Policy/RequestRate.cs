using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Policy;

/// <summary>A token bucket: it holds `burst` tokens and gains `requests` of them per unit, evenly; a request takes one.</summary>
public sealed record RequestRate
{
    /// <summary>Tokens gained per unit.</summary>
    [Limits(Required = true, Minimum = 1)]
    public int Requests { get; init; }

    /// <summary>The unit: second, minute, hour or day.</summary>
    public RateLimitUnit Unit { get; init; }

    /// <summary>Tokens that the bucket holds; as many as `requests` where it is not set.</summary>
    [Limits(Minimum = 1)]
    public int? Burst { get; init; }
}
