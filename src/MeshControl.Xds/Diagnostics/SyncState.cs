namespace MeshControl.Xds.Diagnostics;

/// <summary>Where a proxy stands with one type.</summary>
public enum SyncState
{
    /// <summary>It never asked for the type.</summary>
    Ignored,

    /// <summary>It asked, and nothing was there to send.</summary>
    NotSent,

    /// <summary>It accepted the newest response, or brought along what it would have held.</summary>
    Synced,

    /// <summary>It has not answered the newest response yet.</summary>
    Stale,

    /// <summary>It rejected the newest response.</summary>
    Nacked,

    /// <summary>It answered the newest response without using it.</summary>
    NotApplied,
}
