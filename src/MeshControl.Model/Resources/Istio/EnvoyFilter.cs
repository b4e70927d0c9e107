namespace MeshControl.Model.Resources.Istio;

/// <summary>Patches of the generated Envoy configuration (istio.networking.v1alpha3.EnvoyFilter).</summary>
public sealed record EnvoyFilter
{
    public WorkloadSelector? WorkloadSelector { get; init; }

    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    public IReadOnlyList<EnvoyConfigObjectPatch> ConfigPatches { get; init; } = [];

    public int Priority { get; init; }
}
