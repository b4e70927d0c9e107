using MeshControl.Generation.Output;
using MeshControl.Xds.Sessions;

namespace MeshControl.Xds.Pushing;

/// <summary>What the content of a response depends on beside the subscription and the view.</summary>
internal interface IComposeContext
{
    ResponseBodyCache Bodies { get; }

    ClusterRemovals Removals { get; }

    /// <summary>True while removed clusters must stay, because listeners or routes that used them are still to be replaced.</summary>
    bool KeepsRemovedClusters { get; }

    /// <summary>Timestamp at which clusters kept from now on go in any case.</summary>
    long RemovalDeadline { get; }

    /// <summary>True when no change of clusters is under way, so that a load assignment may become empty.</summary>
    bool ClustersAreSettled { get; }

    /// <summary>Resources were not sent, because the client has them from an earlier stream.</summary>
    void Skipped(ResourceSubscription subscription, IReadOnlyList<EncodedResource> resources);
}
