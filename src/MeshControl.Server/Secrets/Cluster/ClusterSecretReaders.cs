using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;
using MeshControl.Server.Secrets.Credentials;

namespace MeshControl.Server.Secrets.Cluster;

/// <summary>Asks the cluster's API server whether an account may list the Secrets of its namespace, as istiod does.</summary>
internal sealed class ClusterSecretReaders(KubeApi api) : ISecretReaders
{
    private static readonly ApiResource Secrets = new("", "v1", "secrets", "Secret", Namespaced: true);

    public async ValueTask<bool> MayReadAsync(string ns, string account, CancellationToken cancellationToken)
    {
        var answer = await api.CheckAsync(
            $"system:serviceaccount:{ns}:{account}", ["system:serviceaccounts", $"system:serviceaccounts:{ns}", "system:authenticated"],
            new AccessCheck("list", Secrets, ns), cancellationToken);
        return answer.Allowed;
    }
}
