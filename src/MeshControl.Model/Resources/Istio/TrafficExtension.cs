using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A Wasm module or Lua script in the filter chain (istio.extensions.v1alpha1.TrafficExtension).</summary>
public sealed record TrafficExtension
{
    public MatchLabelsSelector? Selector { get; init; }

    [Limits(MaxItems = 16)]
    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    public ExecutionPhase Phase { get; init; }

    [Limits(Minimum = int.MinValue)]
    public int? Priority { get; init; }

    public IReadOnlyList<TrafficSelector> Match { get; init; } = [];

    [OneOf("filterConfig")]
    public WasmConfig? Wasm { get; init; }

    [OneOf("filterConfig")]
    public LuaConfig? Lua { get; init; }
}
