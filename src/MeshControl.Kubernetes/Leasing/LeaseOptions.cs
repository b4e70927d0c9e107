namespace MeshControl.Kubernetes.Leasing;

/// <summary>Which Lease to hold, as whom, and the times: others take it over <see cref="Duration"/> after the last renewal they saw.</summary>
public sealed record LeaseOptions(string Namespace, string Name, string Identity)
{
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A leader that could not renew for that long stops leading; shorter than <see cref="Duration"/>, so that there are never two.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(7.5);
}
