using MeshControl.Kubernetes.Connection;

namespace MeshControl.Server.Hosting;

/// <summary>Which cluster meshd belongs to, and how it reaches its API server.</summary>
public sealed record ClusterOptions
{
    /// <summary>A kubeconfig file; null for what the environment says (a pod's service account, KUBECONFIG, ~/.kube/config).</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>A context of the kubeconfig; null for its current one.</summary>
    public string? Context { get; init; }

    /// <summary>The connection itself, where the caller has one.</summary>
    public KubeConnection? Connection { get; init; }

    /// <summary>Names this replica among others: its pod's name.</summary>
    public string Identity { get; init; } = Environment.GetEnvironmentVariable("POD_NAME") is { Length: > 0 } pod ? pod : $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>Whether this process runs in a pod that may talk to an API server.</summary>
    public static bool IsInCluster => Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 };

    /// <exception cref="KubeconfigException">There is no usable configuration.</exception>
    public KubeConnection Connect() => Connection
        ?? (Kubeconfig is null && Context is null ? KubeConnection.FromEnvironment() : KubeConnection.FromKubeconfig(Kubeconfig, Context));
}
