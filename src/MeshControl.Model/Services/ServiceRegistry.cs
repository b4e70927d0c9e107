namespace MeshControl.Model.Services;

/// <summary>Where a service was declared; Kubernetes wins over a ServiceEntry of the same host.</summary>
public enum ServiceRegistry
{
    Kubernetes,
    External,
}
