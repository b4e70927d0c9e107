namespace MeshControl.Security.Authority.Storage;

/// <summary>
/// Where self-signed roots and their keys are kept, each under a name of its own. Several processes may share a place; whoever loses a race is told
/// so and reads again. Every method throws <see cref="AuthorityException"/> where the place cannot be used.
/// </summary>
public interface IRootStorage
{
    /// <summary>Looks at what is there now, and lists the roots by name.</summary>
    IReadOnlyList<string> Names();

    /// <summary>A PEM private key and its certificate, as of the last look; the caller clears it.</summary>
    byte[] Read(string name);

    /// <summary>Keeps others out until disposed, or makes writing fail once others have written.</summary>
    IDisposable Lock();

    /// <exception cref="RootConflictException">Another process has written since the last look.</exception>
    void Write(string name, ReadOnlySpan<byte> content);

    /// <exception cref="RootConflictException">Another process has written since the last look.</exception>
    void Delete(string name);

    /// <summary>Stores the trusted certificates without their keys (PEM), to be given to proxies and tools.</summary>
    void WriteBundle(ReadOnlySpan<byte> pem);

    /// <summary>How messages name a root: a path, a secret and its key.</summary>
    string Describe(string name);
}
