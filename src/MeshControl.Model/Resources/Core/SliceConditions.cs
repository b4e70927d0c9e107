namespace MeshControl.Model.Resources.Core;

/// <summary>discovery.k8s.io/v1 EndpointConditions; null means unknown, which counts as ready.</summary>
public sealed record SliceConditions
{
    public bool? Ready { get; init; }

    public bool? Serving { get; init; }

    public bool? Terminating { get; init; }
}
