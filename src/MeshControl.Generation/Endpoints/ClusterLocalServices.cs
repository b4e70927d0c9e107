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

    private static bool IsByDefault(Service service, MeshSettings settings)
    {
        var name = WithoutSuffix(service.Host, settings.DomainSuffix);
        var discovery = DiscoveryHost(settings);
        return name.EndsWith(".kube-system.svc", StringComparison.Ordinal)
            || name is "kubernetes.default.svc"
            || discovery.SequenceEqual(discovery.EndsWith(".svc", StringComparison.Ordinal) ? name : service.Host);
    }

    // Spans, because every service of every scope passes here.
    private static ReadOnlySpan<char> WithoutSuffix(ReadOnlySpan<char> host, ReadOnlySpan<char> suffix) =>
        host.Length > suffix.Length && host.EndsWith(suffix, StringComparison.Ordinal) && host[^(suffix.Length + 1)] == '.' ? host[..^(suffix.Length + 1)] : [];

    private static ReadOnlySpan<char> DiscoveryHost(MeshSettings settings)
    {
        var address = (settings.Mesh.DefaultConfig?.DiscoveryAddress ?? "").AsSpan();
        return address.IndexOf(':') is var port and >= 0 ? address[..port] : address;
    }
}
