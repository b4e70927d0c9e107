using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Policy;

/// <summary>What has counters of its own; requests without the value share one.</summary>
public sealed record RateLimitKey
{
    /// <summary>Each value of this header.</summary>
    [OneOf("key")]
    public string? Header { get; init; }

    /// <summary>Each value of this cookie.</summary>
    [OneOf("key")]
    public string? Cookie { get; init; }

    /// <summary>Each sourceIdentity, remoteAddress, path, method or host.</summary>
    [OneOf("key")]
    public RateLimitAttribute? Attribute { get; init; }
}
