namespace MeshControl.Model.Resources.Core;

/// <summary>A Kubernetes Pod (core/v1): the fields that a mesh reads.</summary>
public sealed record Pod
{
    public PodSpec Spec { get; init; } = new();

    public PodStatus? Status { get; init; }

    /// <summary>The Ready condition is True.</summary>
    public bool IsReady() => Status is { } status && status.Conditions.Any(c => c is { Type: "Ready", Status: "True" });

    /// <summary>All IPs of the pod, the primary one first; empty until it has one.</summary>
    public IReadOnlyList<string> AllIPs()
    {
        if (Status is not { } status)
        {
            return [];
        }

        if (status.PodIPs.Count > 0)
        {
            return [.. status.PodIPs.Select(ip => ip.Ip)];
        }

        return string.IsNullOrEmpty(status.PodIP) ? [] : [status.PodIP];
    }

    /// <summary>Containers that run as long as the pod: the init containers with restartPolicy Always, then the containers.</summary>
    public IEnumerable<Container> RunningContainers() =>
        Spec.InitContainers.Where(c => c.RestartPolicy == "Always").Concat(Spec.Containers);
}
