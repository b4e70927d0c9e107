namespace MeshControl.Model.Resources.Core;

/// <summary>core/v1 NodeStatus.</summary>
public sealed record NodeStatus
{
    public IReadOnlyList<NodeAddress> Addresses { get; init; } = [];

    public NodeSystemInfo? NodeInfo { get; init; }
}
