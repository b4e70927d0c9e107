using MeshControl.Kubernetes.Client;

namespace MeshControl.Kubernetes.Watching;

/// <summary>What of a kind to follow, and how patiently.</summary>
public sealed record ReflectorOptions
{
    public string? Namespace { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    public FieldTrim Trim { get; init; } = FieldTrim.None;

    public int PageSize { get; init; } = 500;

    /// <summary>The upper end of the first delay after a failure; it doubles up to <see cref="BackoffLimit"/>.</summary>
    public TimeSpan BackoffFirst { get; init; } = TimeSpan.FromMilliseconds(800);

    public TimeSpan BackoffLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often to look whether a kind that is not served has appeared.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The shortest time after which a watch is renewed; the longest is twice that.</summary>
    public TimeSpan WatchTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A number in [0, 1): spreads delays, so that replicas do not come back at once.</summary>
    public Func<double> Jitter { get; init; } = Random.Shared.NextDouble;
}
