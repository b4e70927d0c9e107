namespace MeshControl.Server.Secrets;

/// <summary>Which streams get secrets though nobody verified who they are, or though they run without TLS.</summary>
public enum PlaintextSecrets
{
    /// <summary>None.</summary>
    Never,

    /// <summary>Those from this machine.</summary>
    Loopback,

    /// <summary>All: whoever reaches the port can be any workload.</summary>
    Always,
}
