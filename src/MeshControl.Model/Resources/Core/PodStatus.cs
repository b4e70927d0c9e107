namespace MeshControl.Model.Resources.Core;

/// <summary>core/v1 PodStatus.</summary>
public sealed record PodStatus
{
    public string Phase { get; init; } = "";

    public string? PodIP { get; init; }

    public IReadOnlyList<PodAddress> PodIPs { get; init; } = [];

    public string? HostIP { get; init; }

    public IReadOnlyList<Condition> Conditions { get; init; } = [];
}
