namespace MeshControl.Model.Resources.Istio;

/// <summary>Traffic that an extension sees (istio.extensions.v1alpha1.WasmPlugin.TrafficSelector).</summary>
public sealed record TrafficSelector
{
    public WorkloadMode Mode { get; init; }

    public IReadOnlyList<PolicyPortSelector> Ports { get; init; } = [];
}
