namespace MeshControl.Server.Statuses;

/// <summary>How fast statuses are written.</summary>
internal sealed record StatusPace
{
    /// <summary>After a change, until it is looked at: many changes come together.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between two objects: twenty a second.</summary>
    public TimeSpan Between { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How often to look what proxies refuse, and to try again what failed.</summary>
    public TimeSpan Recheck { get; init; } = TimeSpan.FromSeconds(10);
}
