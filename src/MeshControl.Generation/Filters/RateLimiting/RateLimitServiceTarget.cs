using Envoy.Config.Core.V3;
using MeshControl.Generation.Bootstrap;
using MeshControl.Generation.Clusters;
using MeshControl.Model.Proxies;
using MeshControl.Model.RateLimits;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Filters.RateLimiting;

/// <summary>Whom a proxy asks about global limits.</summary>
/// <param name="Domain">The domain of its limits.</param>
/// <param name="Service">How it is reached.</param>
public sealed record RateLimitServiceTarget(string Domain, GrpcService Service)
{
    /// <summary>The service of the mesh settings, else the control plane, over the channel by which the proxy gets its configuration.</summary>
    public static RateLimitServiceTarget Of(MeshConfig mesh, ProxyMetadata proxy)
    {
        if (mesh.RateLimitService is { Service.Length: > 0 } other)
        {
            var domain = other.Domain.Length > 0 ? other.Domain : RateLimitNames.Domain;
            return new(domain, new() { EnvoyGrpc = new() { ClusterName = ClusterNames.Outbound(other.Port, "", other.Service), Authority = other.Service } });
        }

        return new(RateLimitNames.Domain, DiscoveryChannel.Of(proxy));
    }
}
