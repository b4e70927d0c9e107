using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Patches;

/// <summary>Patches of clusters (traffic specification 5.15).</summary>
internal static class ClusterPatches
{
    /// <summary>The side of clusters that lead to other workloads.</summary>
    public static EnvoyFilterPatchContext OutboundSide(ProxyType type) => type == ProxyType.Router ? EnvoyFilterPatchContext.Gateway : EnvoyFilterPatchContext.SidecarOutbound;

    /// <summary>Those that change clusters of a side.</summary>
    public static EquatableArray<EnvoyPatch> For(EquatableArray<EnvoyPatch> patches, EnvoyFilterPatchContext side) =>
        patches.IsEmpty ? patches : [.. patches.Where(patch => patch.IsFor(side) && patch.Operation != EnvoyFilterOperation.Add)];

    /// <summary>The cluster as patched: itself where no patch is for it, null where one removes it.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="patches">Patches in force.</param>
    /// <param name="side">Which clusters it belongs to.</param>
    /// <param name="hosts">Hosts it serves; an outbound cluster has its own in its name.</param>
    public static Cluster? Apply(Cluster cluster, EquatableArray<EnvoyPatch> patches, EnvoyFilterPatchContext side, IEnumerable<string>? hosts = null)
    {
        var patched = cluster;
        foreach (var patch in patches)
        {
            if (patch.Operation == EnvoyFilterOperation.Add || !patch.IsFor(side) || !Matches(patch.Spec.Match?.Cluster, cluster.Name, hosts))
            {
                continue;
            }

            if (patch.Operation == EnvoyFilterOperation.Remove)
            {
                return null;
            }

            if (patch.Operation is EnvoyFilterOperation.Merge or EnvoyFilterOperation.MergeAndReplaceList && PatchValues.Read<Cluster>(patch) is { } value)
            {
                // What was built may share its parts with other clusters.
                patched = ReferenceEquals(patched, cluster) ? cluster.Clone() : patched;
                Merge(patched, value, patch.Operation == EnvoyFilterOperation.MergeAndReplaceList);
            }
        }

        return patched;
    }

    /// <summary>Clusters that patches add to a side.</summary>
    public static IEnumerable<Cluster> Added(EquatableArray<EnvoyPatch> patches, EnvoyFilterPatchContext side) =>
        patches.Where(patch => patch.Operation is EnvoyFilterOperation.Add or EnvoyFilterOperation.InsertBefore or EnvoyFilterOperation.InsertAfter or EnvoyFilterOperation.InsertFirst
                && (patch.Context == side || (patch.Context == EnvoyFilterPatchContext.Any && side != EnvoyFilterPatchContext.SidecarInbound)))
            .Select(PatchValues.Read<Cluster>).OfType<Cluster>().Where(static cluster => cluster.Name.Length > 0);

    private static void Merge(Cluster cluster, Cluster value, bool replacesLists)
    {
        if (value.TransportSocket is not { } socket)
        {
            MessageMerge.Merge(cluster, value, replacesLists);
            return;
        }

        // A socket is all that such a patch changes.
        if (cluster.TransportSocketMatches.Count > 0)
        {
            if (cluster.TransportSocketMatches.FirstOrDefault(match => match.TransportSocket.Name == socket.Name) is { } match)
            {
                MergeSocket(match.TransportSocket, socket);
            }
        }
        else if (cluster.TransportSocket?.Name == socket.Name)
        {
            MergeSocket(cluster.TransportSocket, socket);
        }
        else
        {
            cluster.TransportSocket = socket;
        }
    }

    internal static void MergeSocket(TransportSocket target, TransportSocket source)
    {
        if (source.TypedConfig is not null)
        {
            target.TypedConfig = MessageMerge.Merge(target.TypedConfig, source.TypedConfig);
        }
    }

    private static bool Matches(EnvoyFilterClusterMatch? match, string name, IEnumerable<string>? hosts)
    {
        if (match is null)
        {
            return true;
        }

        if (match.Name.Length > 0)
        {
            return match.Name == name;
        }

        // direction|port|subset|host, with dots and underscores for SNI
        var parts = name.Split('|');
        if (parts.Length != 4)
        {
            parts = name.StartsWith("outbound_.", StringComparison.Ordinal) ? name.Split("_.", 4) : [];
        }

        if (parts.Length != 4)
        {
            return match is { Service.Length: 0, Subset.Length: 0, PortNumber: 0 };
        }

        return (match.PortNumber == 0 || parts[1] == match.PortNumber.ToString(System.Globalization.CultureInfo.InvariantCulture))
            && (match.Subset.Length == 0 || parts[2] == match.Subset)
            && (match.Service.Length == 0 || (hosts is null ? parts[3] == match.Service : hosts.Contains(match.Service)));
    }
}
