using Envoy.Config.Core.V3;
using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Bootstrap;

/// <summary>Further services of the control plane, over a channel like the one that brings a proxy its configuration.</summary>
internal static class DiscoveryChannel
{
    /// <summary>With the credentials that the bootstrap names, else the plaintext cluster that it has.</summary>
    public static GrpcService Of(ProxyMetadata proxy) => proxy is { DiscoveryAddress.Length: > 0, DiscoveryRootCertificates.Length: > 0, DiscoveryToken.Length: > 0 }
        ? AuthenticatedDiscovery.Build(proxy.DiscoveryAddress, new BootstrapCredentials(proxy.DiscoveryRootCertificates, proxy.DiscoveryToken))
        : new GrpcService { EnvoyGrpc = new() { ClusterName = DiscoveryCluster.Name } };
}
