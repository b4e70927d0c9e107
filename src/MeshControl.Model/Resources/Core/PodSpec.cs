namespace MeshControl.Model.Resources.Core;

/// <summary>core/v1 PodSpec.</summary>
public sealed record PodSpec
{
    public string NodeName { get; init; } = "";

    public string ServiceAccountName { get; init; } = "";

    public string? Hostname { get; init; }

    public string? Subdomain { get; init; }

    public bool HostNetwork { get; init; }

    public IReadOnlyList<Container> Containers { get; init; } = [];

    public IReadOnlyList<Container> InitContainers { get; init; } = [];
}
