using System.Text.Json;

namespace MeshControl.Cli.Targets.Clusters;

/// <summary>The Envoy of a pod, asked through the API server.</summary>
internal sealed class PodTarget(ClusterAccess cluster, string pod, string defaultNamespace, int adminPort) : IProxyTarget
{
    private EnvoyTarget? _envoy;

    public string Description => _envoy?.Description ?? pod;

    public async Task<JsonDocument> ReadAsync(ProxyDocument document, CancellationToken cancellation)
    {
        _envoy ??= new EnvoyTarget(cluster.Envoy(await cluster.ResolveAsync(pod, defaultNamespace, cancellation), adminPort));
        return await _envoy.ReadAsync(document, cancellation);
    }
}
