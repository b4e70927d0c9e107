namespace MeshControl.Model.Resources.Core;

/// <summary>discovery.k8s.io/v1 EndpointSlice; the service is named by the label kubernetes.io/service-name.</summary>
public sealed record EndpointSlice
{
    public string AddressType { get; init; } = "";

    public IReadOnlyList<SliceEndpoint> Endpoints { get; init; } = [];

    public IReadOnlyList<SlicePort> Ports { get; init; } = [];
}
