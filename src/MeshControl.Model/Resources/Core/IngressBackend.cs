namespace MeshControl.Model.Resources.Core;

/// <summary>networking.k8s.io/v1 IngressBackend; Service is null for a resource backend.</summary>
public sealed record IngressBackend
{
    public IngressServiceBackend? Service { get; init; }
}
