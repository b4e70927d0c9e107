namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>What a listener's port counts as when services conflict.</summary>
internal enum ListenerKind
{
    Http,
    Tcp,

    /// <summary>Both, told apart by looking at the first bytes.</summary>
    Auto,
}
