using MeshControl.Incremental;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>Ports that the proxy needs for itself.</summary>
/// <param name="Capture">Where redirected traffic goes out (15001).</param>
/// <param name="HttpProxyPort">The explicit HTTP proxy's port; 0 for none.</param>
/// <param name="Reserved">Ports that no wildcard listener may take.</param>
public sealed record OutboundPorts(int Capture, int HttpProxyPort, EquatableArray<int> Reserved)
{
    private const int FirstUnprivileged = 1024;

    public static OutboundPorts Of(MeshConfig mesh, ProxyMetadata metadata) => new(
        mesh.ProxyListenPort,
        metadata.HttpProxyPort > 0 ? metadata.HttpProxyPort : mesh.ProxyHttpPort,
        [mesh.ProxyListenPort, mesh.ProxyInboundListenPort, .. OwnPorts(metadata)]);

    /// <summary>Ports of the proxy's own status and metrics endpoints.</summary>
    public static IEnumerable<int> OwnPorts(ProxyMetadata metadata) =>
        new[] { metadata.StatusPort, metadata.PrometheusPort, metadata.SecureMetricsPort, metadata.SecureMergedMetricsPort }.Where(port => port > 0);

    /// <summary>False where the listener would take one of the proxy's own ports, or one that it may not bind.</summary>
    public bool CanListen(string bind, int port, bool bindsToPort, ClientFacets facets) =>
        !(bindsToPort && facets.Metadata.UnprivilegedPod && port is > 0 and < FirstUnprivileged)
        && !(bind == facets.Wildcard && Reserved.Contains(port));
}
