using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A peer or caller; all fields that are set must match (istio.security.v1beta1.Source).</summary>
public sealed record AuthorizationSource
{
    public IReadOnlyList<string> Principals { get; init; } = [];

    public IReadOnlyList<string> NotPrincipals { get; init; } = [];

    public IReadOnlyList<string> RequestPrincipals { get; init; } = [];

    public IReadOnlyList<string> NotRequestPrincipals { get; init; } = [];

    public IReadOnlyList<string> Namespaces { get; init; } = [];

    public IReadOnlyList<string> NotNamespaces { get; init; } = [];

    [Limits(MaxItems = 16, ItemMaxLength = 320)]
    public IReadOnlyList<string> ServiceAccounts { get; init; } = [];

    [Limits(MaxItems = 16, ItemMaxLength = 320)]
    public IReadOnlyList<string> NotServiceAccounts { get; init; } = [];

    public IReadOnlyList<string> IpBlocks { get; init; } = [];

    public IReadOnlyList<string> NotIpBlocks { get; init; } = [];

    public IReadOnlyList<string> RemoteIpBlocks { get; init; } = [];

    public IReadOnlyList<string> NotRemoteIpBlocks { get; init; } = [];

    public IReadOnlyList<string> TrustDomains { get; init; } = [];

    public IReadOnlyList<string> NotTrustDomains { get; init; } = [];
}
