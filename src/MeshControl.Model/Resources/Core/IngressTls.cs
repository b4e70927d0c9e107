namespace MeshControl.Model.Resources.Core;

/// <summary>networking.k8s.io/v1 IngressTLS.</summary>
public sealed record IngressTls
{
    public IReadOnlyList<string> Hosts { get; init; } = [];

    public string SecretName { get; init; } = "";
}
