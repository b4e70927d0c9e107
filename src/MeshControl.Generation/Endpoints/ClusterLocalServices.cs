using MeshControl.Model.Facts;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Endpoints;

/// <summary>Services whose endpoints in other clusters do not count (traffic specification 6.2).</summary>
internal static class ClusterLocalServices
{
    public static bool Includes(Service service, MeshSettings settings)
    {
        string? best = null;
        var isLocal = false;
        foreach (var setting in settings.Mesh.ServiceSettings)
        {
            foreach (var host in setting.Hosts)
            {
                if (HostNames.IsSubsetOf(service.Host, host) && (best is null || HostNames.CompareSpecificity(host, best) < 0))
                {
                    best = host;
                    isLocal = setting.Settings?.ClusterLocal == true;
                }
            }
        }

        return best is null ? IsByDefault(service, settings) : isLocal;
    }

    private static bool IsByDefault(Service service, MeshSettings settings) =>
        service.Host.EndsWith($".kube-system.svc.{settings.DomainSuffix}", StringComparison.Ordinal)
        || service.Host == $"kubernetes.default.svc.{settings.DomainSuffix}"
        || service.Host == DiscoveryHost(settings);

    private static string DiscoveryHost(MeshSettings settings)
    {
        var address = settings.Mesh.DefaultConfig?.DiscoveryAddress ?? "";
        var host = address.Split(':')[0];
        return host.EndsWith(".svc", StringComparison.Ordinal) ? $"{host}.{settings.DomainSuffix}" : host;
    }
}
