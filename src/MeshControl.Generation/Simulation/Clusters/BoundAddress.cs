using System.Net;
using Envoy.Config.Cluster.V3;

namespace MeshControl.Generation.Simulation.Clusters;

/// <summary>The source address that a cluster's connections are bound to.</summary>
internal static class BoundAddress
{
    public static IPAddress? Of(Cluster cluster) =>
        IPAddress.TryParse(cluster.UpstreamBindConfig?.SourceAddress?.Address, out var address) ? address : null;
}
