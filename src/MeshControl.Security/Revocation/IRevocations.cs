using MeshControl.Security.Identity;

namespace MeshControl.Security.Revocation;

/// <summary>What is not to be trusted any more although its certificates have not expired.</summary>
public interface IRevocations
{
    /// <summary>True for an identity that gets no certificate and no configuration.</summary>
    bool IsRevoked(SpiffeId identity);

    /// <param name="serial">Lower-case hex.</param>
    bool IsRevoked(string serial);
}
