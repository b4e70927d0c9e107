namespace MeshControl.Cli.Commands.ProxyStatus;

/// <summary>How far a proxy is with one type of resource.</summary>
internal enum SyncState
{
    /// <summary>The proxy does not ask for this type.</summary>
    Ignored,

    /// <summary>Asked for, nothing sent yet.</summary>
    NotSent,

    /// <summary>The last response was acknowledged.</summary>
    Synced,

    /// <summary>The last response awaits its acknowledgement.</summary>
    Stale,

    /// <summary>The last response was rejected.</summary>
    Error,
}
