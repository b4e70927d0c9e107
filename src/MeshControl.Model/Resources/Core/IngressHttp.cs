namespace MeshControl.Model.Resources.Core;

/// <summary>networking.k8s.io/v1 HTTPIngressRuleValue.</summary>
public sealed record IngressHttp
{
    public IReadOnlyList<IngressPath> Paths { get; init; } = [];
}
