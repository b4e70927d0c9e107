namespace MeshControl.Model.Resources.Core;

/// <summary>core/v1 Endpoints, the predecessor of EndpointSlice.</summary>
public sealed record Endpoints
{
    public IReadOnlyList<EndpointsSubset> Subsets { get; init; } = [];
}
