using MeshControl.Incremental;
using MeshControl.Model.Resources;

namespace MeshControl.Model.Observability;

/// <summary>The Telemetry objects that apply to a workload, outermost first: mesh, namespace, then those that select it, oldest first.</summary>
public sealed record TelemetryView(EquatableArray<Resource<Resources.Istio.Telemetry>> Objects)
{
    public static TelemetryView None { get; } = new(EquatableArray<Resource<Resources.Istio.Telemetry>>.Empty);
}
