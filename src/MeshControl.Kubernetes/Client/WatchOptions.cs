namespace MeshControl.Kubernetes.Client;

/// <summary>What to watch, and from which list's version on.</summary>
public sealed record WatchOptions
{
    public string? Namespace { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    public string? ResourceVersion { get; init; }

    /// <summary>After which the server ends the watch by itself.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A watch without a single byte for that long is taken for dead; null waits for ever.</summary>
    public TimeSpan? Silence { get; init; }

    public FieldTrim Trim { get; init; } = FieldTrim.None;
}
