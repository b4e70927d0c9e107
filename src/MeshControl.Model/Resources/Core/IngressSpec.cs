namespace MeshControl.Model.Resources.Core;

/// <summary>networking.k8s.io/v1 Ingress.</summary>
public sealed record IngressSpec
{
    public string? IngressClassName { get; init; }

    public IngressBackend? DefaultBackend { get; init; }

    public IReadOnlyList<IngressRule> Rules { get; init; } = [];

    public IReadOnlyList<IngressTls> Tls { get; init; } = [];
}
