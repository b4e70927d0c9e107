namespace MeshControl.Model.Resources.Core;

/// <summary>A Kubernetes Service (core/v1): the fields that a mesh reads.</summary>
public sealed record KubeService
{
    public KubeServiceSpec Spec { get; init; } = new();

    public KubeServiceStatus? Status { get; init; }
}
