namespace MeshControl.Model.Resources.Core;

/// <summary>networking.k8s.io/v1 ServiceBackendPort: by name or by number.</summary>
public sealed record IngressServicePort
{
    public string Name { get; init; } = "";

    public int Number { get; init; }
}
