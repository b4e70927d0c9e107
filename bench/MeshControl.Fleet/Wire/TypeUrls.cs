using System.Text;

namespace MeshControl.Fleet.Wire;

/// <summary>Type URLs as bytes, so that a response is recognized without making a string.</summary>
internal static class TypeUrls
{
    private static readonly byte[][] Urls =
    [
        [],
        Encoding.ASCII.GetBytes("type.googleapis.com/envoy.config.cluster.v3.Cluster"),
        Encoding.ASCII.GetBytes("type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment"),
        Encoding.ASCII.GetBytes("type.googleapis.com/envoy.config.listener.v3.Listener"),
        Encoding.ASCII.GetBytes("type.googleapis.com/envoy.config.route.v3.RouteConfiguration"),
        Encoding.ASCII.GetBytes("type.googleapis.com/envoy.config.route.v3.VirtualHost"),
    ];

    public static ReadOnlySpan<byte> Of(ResourceKind kind) => Urls[(int)kind];

    public static ResourceKind KindOf(ReadOnlySpan<byte> url)
    {
        for (var kind = 1; kind < Urls.Length; kind++)
        {
            if (url.SequenceEqual(Urls[kind]))
                return (ResourceKind)kind;
        }
        return ResourceKind.Unknown;
    }
}
