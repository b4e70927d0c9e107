using System.Text.Json.Nodes;
using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;

namespace MeshControl.Server.Secrets.Cluster;

/// <summary>
/// The installation that this control plane is a part of: its cluster role. What meshd makes in other namespaces belongs to it, so that the cluster's garbage
/// collector takes it away when the installation is removed.
/// </summary>
internal sealed class MeshInstallation(KubeApi api, string revision, string @namespace)
{
    private static readonly ApiResource ClusterRoles = new("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", Namespaced: false);

    /// <summary>As the chart names it.</summary>
    private readonly string _name = revision is "" or "default" ? $"istiod-{@namespace}" : $"istiod-{revision}-{@namespace}";

    /// <summary>A reference to it; null where the control plane was installed otherwise, or may not look.</summary>
    public async Task<JsonObject?> OwnerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await api.GetAsync(ClusterRoles, null, _name, cancellationToken) is { } role
                ? new JsonObject { ["apiVersion"] = ClusterRoles.ApiVersion, ["kind"] = ClusterRoles.Kind, ["name"] = _name, ["uid"] = role.Metadata.Uid }
                : null;
        }
        catch (KubeApiException error) when (error.IsRefused)
        {
            return null;
        }
    }
}
