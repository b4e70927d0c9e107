using Envoy.Config.Endpoint.V3;
using MeshControl.Generation.Output;

namespace MeshControl.Xds.Pushing;

/// <summary>What differs between types when something does not exist (any more).</summary>
internal static class TypeRules
{
    /// <summary>
    /// Envoy drops extensions by itself and breaks live listeners when told to; a secret that is gone leaves the last good one in place; a
    /// load assignment becomes empty, because an omitted one keeps its cluster warming.
    /// </summary>
    public static bool AnnouncesRemoval(ResourceType type) =>
        type == ResourceType.Cluster || type == ResourceType.Listener || type == ResourceType.Route || type == ResourceType.VirtualHost;

    /// <summary>The load assignment of a name that has no endpoints.</summary>
    public static EncodedResource EmptyAssignment(string name) =>
        ResourceEncoder.Encode(ResourceType.Endpoint, name, new ClusterLoadAssignment { ClusterName = name });

    /// <summary>
    /// Types whose responses Envoy applies resource by resource, also when it rejects the response: what it does not complain about is active.
    /// </summary>
    public static bool AppliesInParts(ResourceType type) => type == ResourceType.Cluster || type == ResourceType.Listener;
}
