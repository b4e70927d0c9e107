namespace MeshControl.Model.Resources.Core;

/// <summary>networking.k8s.io/v1 HTTPIngressPath; PathType is Exact, Prefix or ImplementationSpecific.</summary>
public sealed record IngressPath
{
    public string Path { get; init; } = "";

    public string PathType { get; init; } = "";

    public IngressBackend? Backend { get; init; }
}
