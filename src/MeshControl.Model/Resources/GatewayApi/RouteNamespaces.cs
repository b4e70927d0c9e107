using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io RouteNamespaces; From is Same (also when null), All, Selector or None.</summary>
public sealed record RouteNamespaces
{
    public string? From { get; init; }

    public LabelSelector? Selector { get; init; }
}
