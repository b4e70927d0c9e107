namespace MeshControl.Model.Resources.Core;

/// <summary>A Kubernetes Node (core/v1); its labels, which say the locality, are in the metadata.</summary>
public sealed record Node
{
    public NodeStatus? Status { get; init; }
}
