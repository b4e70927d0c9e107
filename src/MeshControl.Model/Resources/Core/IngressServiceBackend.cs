namespace MeshControl.Model.Resources.Core;

/// <summary>networking.k8s.io/v1 IngressServiceBackend.</summary>
public sealed record IngressServiceBackend
{
    public string Name { get; init; } = "";

    public IngressServicePort? Port { get; init; }
}
