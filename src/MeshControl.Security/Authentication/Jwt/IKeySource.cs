namespace MeshControl.Security.Authentication.Jwt;

/// <summary>Where the keys come from that tokens are signed with.</summary>
public interface IKeySource
{
    /// <summary>The keys now. A caller that misses one may ask for a fresh look; sources limit how often they follow that.</summary>
    ValueTask<KeySet> GetAsync(bool isMissing, CancellationToken cancellationToken);
}
