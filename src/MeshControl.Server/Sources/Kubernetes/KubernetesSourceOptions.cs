using MeshControl.Kubernetes.Watching;

namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>What to read from a cluster.</summary>
public sealed record KubernetesSourceOptions
{
    /// <summary>Names the cluster in findings and origins.</summary>
    public string ClusterId { get; init; } = "Kubernetes";

    /// <summary>Where the mesh's own objects are: its configuration, its root, its leases.</summary>
    public string SystemNamespace { get; init; } = "istio-system";

    /// <summary>Objects with the label istio.io/rev are read only by this revision.</summary>
    public string Revision { get; init; } = "default";

    /// <summary>How often kinds that are not served are asked for again.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a kind that had objects must be unknown to the server before these count as deleted: a server that starts does not know its CRDs at once.</summary>
    public TimeSpan AbsenceGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How each kind is followed: page size, times.</summary>
    public ReflectorOptions Following { get; init; } = new();

    /// <summary>The ConfigMap with the mesh configuration and networks, named as istiod names it.</summary>
    public string SettingsName => Revision is "" or "default" ? "istio" : $"istio-{Revision}";

    /// <summary>The ConfigMap of the sidecar injector, named as istiod names it.</summary>
    public string InjectionSettingsName => Revision is "" or "default" ? "istio-sidecar-injector" : $"istio-sidecar-injector-{Revision}";
}
