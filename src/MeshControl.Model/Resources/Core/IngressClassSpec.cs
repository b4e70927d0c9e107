namespace MeshControl.Model.Resources.Core;

/// <summary>networking.k8s.io/v1 IngressClass.</summary>
public sealed record IngressClassSpec
{
    public string Controller { get; init; } = "";
}
