using MeshControl.Security.Authority;
using Microsoft.Extensions.Logging;

namespace MeshControl.Security.Authentication.Jwt;

/// <summary>A key set in a file, for example a copy of the cluster's `/openid/v1/jwks`; it may change while the server runs.</summary>
public sealed class KeyFile : IKeySource
{
    private readonly WatchedFile<KeySet> _file;

    /// <exception cref="AuthorityException">The file cannot be read.</exception>
    public KeyFile(string path, TimeProvider clock, ILogger<KeyFile> log) =>
        _file = new WatchedFile<KeySet>(path, text => KeySet.Parse(text, path), clock, error => Log.FileFailed(log, error));

    public ValueTask<KeySet> GetAsync(bool isMissing, CancellationToken cancellationToken) => ValueTask.FromResult(_file.Value);
}
