using MeshControl.Incremental;

namespace MeshControl.Generation.Endpoints;

/// <summary>Labels that say where something stands, as failover priorities compare them.</summary>
internal static class NetworkLabels
{
    public const string Network = "topology.istio.io/network";
    private const string Cluster = "topology.istio.io/cluster";
    private const string Region = "topology.kubernetes.io/region";
    private const string Zone = "topology.kubernetes.io/zone";
    private const string SubZone = "topology.istio.io/subzone";
    private const string Host = "kubernetes.io/hostname";

    public static EquatableMap<string, string> Of(string network, string cluster) =>
        NonEmpty([new(Network, network), new(Cluster, cluster)]);

    /// <summary>A client's labels with its place added where they do not name one.</summary>
    public static EquatableMap<string, string> OfClient(AssignmentClient client)
    {
        var place = client.Place;
        KeyValuePair<string, string>[] derived =
        [
            new(Network, client.Network), new(Cluster, client.ClusterId), new(Region, place.Region), new(Zone, place.Zone),
            new(SubZone, place.SubZone), new(Host, client.NodeName),
        ];
        return NonEmpty([.. derived, .. client.Labels]);
    }

    private static EquatableMap<string, string> NonEmpty(IEnumerable<KeyValuePair<string, string>> labels) =>
        labels.Where(label => label.Value.Length > 0).ToEquatableMap();
}
