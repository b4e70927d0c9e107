using MeshControl.Model.Security;

namespace MeshControl.Server.KeySets;

/// <summary>Fetches keys once.</summary>
internal interface IKeySetClient
{
    /// <summary>The keys (JWKS).</summary>
    /// <exception cref="KeySetException">They cannot be had.</exception>
    Task<string> FetchAsync(KeySetKey key, CancellationToken cancellationToken);
}
