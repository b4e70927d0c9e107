namespace MeshControl.Model.Resources.Policy;

/// <summary>One limit of a RateLimitPolicy.</summary>
public sealed record RateLimitRule
{
    /// <summary>Name in counters and metrics; the rule's place in the list where it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The requests it counts; all of them where it is not set.</summary>
    public RateLimitMatch? Match { get; init; }

    /// <summary>How fast requests may come.</summary>
    public RequestRate? Limit { get; init; }

    /// <summary>How many requests may come in a calendar period (UTC); with scope global only.</summary>
    public IReadOnlyList<RequestQuota> Quotas { get; init; } = [];

    /// <summary>What has counters of its own: every combination of their values is counted for itself.</summary>
    public IReadOnlyList<RateLimitKey> Keys { get; init; } = [];

    /// <summary>Counts and measures, refuses nothing.</summary>
    public bool Shadow { get; init; }
}
