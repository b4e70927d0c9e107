using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Policy;

/// <summary>Who sends a request; every field that is set must match. Identities are those of mutual TLS.</summary>
public sealed record RateLimitSource
{
    /// <summary>Identities such as cluster.local/ns/shop/sa/web; a * may stand at the beginning or the end.</summary>
    [Limits(ItemMinLength = 1)]
    public IReadOnlyList<string> Principals { get; init; } = [];

    /// <summary>Identities that the rule leaves out.</summary>
    [Limits(ItemMinLength = 1)]
    public IReadOnlyList<string> NotPrincipals { get; init; } = [];

    /// <summary>Namespaces of identities.</summary>
    [Limits(ItemMinLength = 1)]
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Namespaces that the rule leaves out.</summary>
    [Limits(ItemMinLength = 1)]
    public IReadOnlyList<string> NotNamespaces { get; init; } = [];

    /// <summary>Addresses and IPv4 ranges of the client, after trusted proxies.</summary>
    public IReadOnlyList<string> RemoteIpBlocks { get; init; } = [];

    /// <summary>Addresses and IPv4 ranges that the rule leaves out.</summary>
    public IReadOnlyList<string> NotRemoteIpBlocks { get; init; } = [];
}
