namespace MeshControl.Server.Secrets.Cluster.Signing;

/// <summary>A signer of the cluster that makes the certificates of workloads instead of an authority of our own.</summary>
/// <param name="SignerName">As in spec.signerName, for example `clusterissuers.cert-manager.io/mesh`.</param>
/// <param name="RootsFile">PEM: what its certificates lead to; read again when it changes.</param>
public sealed record ClusterSignerOptions(string SignerName, string RootsFile)
{
    /// <summary>Where nobody asks for another; API servers grant ten minutes at least.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long a request may wait for its signature.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
