using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Services that Kubernetes does not know (istio.networking.v1alpha3.ServiceEntry).</summary>
public sealed record ServiceEntry
{
    [Limits(Required = true, MinItems = 1, MaxItems = 256)]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    [Limits(MaxItems = 256, ItemMaxLength = 64)]
    public IReadOnlyList<string> Addresses { get; init; } = [];

    [Limits(MaxItems = 256)]
    public IReadOnlyList<ServiceEntryPort> Ports { get; init; } = [];

    public ServiceEntryLocation Location { get; init; }

    public ServiceEntryResolution Resolution { get; init; }

    [Limits(MaxItems = 4096)]
    public IReadOnlyList<WorkloadEntry> Endpoints { get; init; } = [];

    public WorkloadSelector? WorkloadSelector { get; init; }

    public IReadOnlyList<string> ExportTo { get; init; } = [];

    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];
}
