namespace MeshControl.Generation.Simulation;

/// <summary>What an inspector recognizes in the first bytes that a client sends (inside TLS, where there is TLS).</summary>
public enum FirstBytes
{
    Http1,
    Http2,

    /// <summary>Anything that is not HTTP.</summary>
    Other,
}
