using MeshControl.Model.Services;

namespace MeshControl.Generation.Clusters;

/// <summary>The alternative stat name of a service's clusters (traffic specification 2.2); its `;` ends the tag that dashboards cut out.</summary>
internal static class ClusterStatNames
{
    public const char Delimiter = ';';

    public static string Plain(string clusterName) => clusterName + Delimiter;

    /// <summary>Expands a mesh-wide pattern, or falls back to the cluster's name where there is none.</summary>
    public static string Expand(string pattern, string clusterName, Service? service, string portName, int servicePort, int targetPort, string subset)
    {
        if (pattern.Length == 0 || service is null)
        {
            return Plain(clusterName);
        }

        var label = service.Registry == ServiceRegistry.Kubernetes ? $"{service.Name}.{service.Namespace}" : service.Host;
        return pattern
            .Replace("%SERVICE%", label, StringComparison.Ordinal)
            .Replace("%SERVICE_FQDN%", service.Host, StringComparison.Ordinal)
            .Replace("%SERVICE_NAME%", service.Name, StringComparison.Ordinal)
            .Replace("%SERVICE_PORT%", servicePort.ToString(), StringComparison.Ordinal)
            .Replace("%TARGET_PORT%", targetPort.ToString(), StringComparison.Ordinal)
            .Replace("%SERVICE_PORT_NAME%", portName, StringComparison.Ordinal)
            .Replace("%SUBSET_NAME%", subset, StringComparison.Ordinal) + Delimiter;
    }
}
