namespace MeshControl.Model.Resources.Core;

/// <summary>core/v1 EndpointSubset.</summary>
public sealed record EndpointsSubset
{
    public IReadOnlyList<EndpointsAddress> Addresses { get; init; } = [];

    public IReadOnlyList<EndpointsAddress> NotReadyAddresses { get; init; } = [];

    public IReadOnlyList<SlicePort> Ports { get; init; } = [];
}
