namespace MeshControl.Model.Resources.Core;

/// <summary>core/v1 Container; RestartPolicy "Always" makes an init container a native sidecar.</summary>
public sealed record Container
{
    public string Name { get; init; } = "";

    public IReadOnlyList<ContainerPort> Ports { get; init; } = [];

    public string? RestartPolicy { get; init; }
}
