using MeshControl.Kubernetes;

namespace MeshControl.Cli.Targets.Clusters;

/// <summary>The kinds of a cluster that meshctl looks at.</summary>
internal static class ClusterKinds
{
    public static readonly ApiResource Pods = new("", "v1", "pods", "Pod", Namespaced: true);
    public static readonly ApiResource Services = new("", "v1", "services", "Service", Namespaced: true);
    public static readonly ApiResource Deployments = new("apps", "v1", "deployments", "Deployment", Namespaced: true);
    public static readonly ApiResource StatefulSets = new("apps", "v1", "statefulsets", "StatefulSet", Namespaced: true);
    public static readonly ApiResource DaemonSets = new("apps", "v1", "daemonsets", "DaemonSet", Namespaced: true);

    public static readonly ApiResource MutatingWebhooks =
        new("admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", Namespaced: false);

    public static readonly ApiResource ValidatingWebhooks =
        new("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", Namespaced: false);

    /// <summary>The kind that <c>TYPE/NAME</c> means; null for what has no pods.</summary>
    public static ApiResource? Named(string type) => type switch
    {
        "pod" or "pods" or "po" => Pods,
        "service" or "services" or "svc" => Services,
        "deployment" or "deployments" or "deploy" => Deployments,
        "statefulset" or "statefulsets" or "sts" => StatefulSets,
        "daemonset" or "daemonsets" or "ds" => DaemonSets,
        _ => null,
    };
}
