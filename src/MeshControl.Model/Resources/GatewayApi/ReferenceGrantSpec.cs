namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io ReferenceGrant: who may refer to objects of this namespace.</summary>
public sealed record ReferenceGrantSpec
{
    public IReadOnlyList<ReferenceGrantFrom> From { get; init; } = [];

    public IReadOnlyList<ReferenceGrantTo> To { get; init; } = [];
}
