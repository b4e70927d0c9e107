using MeshControl.Model.Resources.Core;

namespace MeshControl.Model.Resources;

/// <summary>What is read from the status of an Istio object: a ServiceEntry's allocated addresses, a WorkloadEntry's health condition.</summary>
public sealed record ResourceStatus
{
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    public IReadOnlyList<StatusAddress> Addresses { get; init; } = [];
}
