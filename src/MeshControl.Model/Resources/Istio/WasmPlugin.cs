using System.Text.Json;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A Wasm module in the filter chain (istio.extensions.v1alpha1.WasmPlugin).</summary>
public sealed record WasmPlugin
{
    public MatchLabelsSelector? Selector { get; init; }

    public PolicyTargetReference? TargetRef { get; init; }

    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    public string Url { get; init; } = "";

    public string Sha256 { get; init; } = "";

    public WasmPullPolicy ImagePullPolicy { get; init; }

    public string ImagePullSecret { get; init; } = "";

    public string VerificationKey { get; init; } = "";

    public JsonElement? PluginConfig { get; init; }

    public string PluginName { get; init; } = "";

    public PluginPhase Phase { get; init; }

    public int? Priority { get; init; }

    public FailStrategy FailStrategy { get; init; }

    public VmConfig? VmConfig { get; init; }

    public IReadOnlyList<TrafficSelector> Match { get; init; } = [];

    public PluginType Type { get; init; }
}
