using MeshControl.Generation.Secrets;
using MeshControl.Security.Authority;
using MeshControl.Security.Workloads;

namespace MeshControl.Server.Secrets;

/// <summary>What can be set about the secrets of workloads.</summary>
public sealed record WorkloadSecretOptions
{
    public required AuthorityOptions Authority { get; init; }

    public RenewalOptions Renewal { get; init; } = new();

    /// <summary>Streams that get secrets without TLS or without a verified identity.</summary>
    public PlaintextSecrets Plaintext { get; init; } = PlaintextSecrets.Loopback;

    /// <summary>The bundle of public roots in the proxies' image.</summary>
    public string SystemRoots { get; init; } = FileSecrets.DefaultSystemRoots;

    /// <summary>The mesh's trust domain; asked for each stream, since the mesh configuration may change it.</summary>
    public Func<string> TrustDomain { get; init; } = static () => "cluster.local";
}
