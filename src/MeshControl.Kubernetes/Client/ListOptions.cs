namespace MeshControl.Kubernetes.Client;

/// <summary>What to list: everything, a namespace, what selectors choose; and what of each object to keep.</summary>
public sealed record ListOptions
{
    public static readonly ListOptions All = new();

    public string? Namespace { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    /// <summary>Null or empty: the newest state; "0": any state the server has at hand.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Objects a page; 0 leaves it to the server.</summary>
    public int Limit { get; init; } = 500;

    public string? Continue { get; init; }

    public FieldTrim Trim { get; init; } = FieldTrim.None;
}
