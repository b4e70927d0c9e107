namespace MeshControl.Model.Resources.Core;

/// <summary>networking.k8s.io/v1 IngressRule; an empty host matches all.</summary>
public sealed record IngressRule
{
    public string Host { get; init; } = "";

    public IngressHttp? Http { get; init; }
}
