namespace MeshControl.Model.Resources.Istio;

/// <summary>Services that Kubernetes does not know (istio.networking.v1alpha3.ServiceEntry).</summary>
public sealed record ServiceEntry
{
    public IReadOnlyList<string> Hosts { get; init; } = [];

    public IReadOnlyList<string> Addresses { get; init; } = [];

    public IReadOnlyList<ServiceEntryPort> Ports { get; init; } = [];

    public ServiceEntryLocation Location { get; init; }

    public ServiceEntryResolution Resolution { get; init; }

    public IReadOnlyList<WorkloadEntry> Endpoints { get; init; } = [];

    public WorkloadSelector? WorkloadSelector { get; init; }

    public IReadOnlyList<string> ExportTo { get; init; } = [];

    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];
}
