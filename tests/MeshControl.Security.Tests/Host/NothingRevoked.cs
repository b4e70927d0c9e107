using MeshControl.Security.Identity;
using MeshControl.Security.Revocation;

namespace MeshControl.Security.Tests.Host;

internal sealed class NothingRevoked : IRevocations
{
    public bool IsRevoked(SpiffeId identity) => false;

    public bool IsRevoked(string serial) => false;
}
