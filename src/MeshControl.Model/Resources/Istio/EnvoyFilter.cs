using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Patches of the generated Envoy configuration (istio.networking.v1alpha3.EnvoyFilter).</summary>
public sealed record EnvoyFilter
{
    public WorkloadSelector? WorkloadSelector { get; init; }

    [Limits(MaxItems = 16)]
    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    public IReadOnlyList<EnvoyConfigObjectPatch> ConfigPatches { get; init; } = [];

    [Limits(Minimum = int.MinValue)]
    public int Priority { get; init; }
}
