using System.Text.Json;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A Wasm module in the filter chain (istio.extensions.v1alpha1.WasmPlugin).</summary>
public sealed record WasmPlugin
{
    public MatchLabelsSelector? Selector { get; init; }

    public PolicyTargetReference? TargetRef { get; init; }

    [Limits(MaxItems = 16)]
    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    [Limits(Required = true, MinLength = 1)]
    public string Url { get; init; } = "";

    [Limits(Pattern = "^$|^[a-f0-9]{64}$")]
    public string Sha256 { get; init; } = "";

    public WasmPullPolicy ImagePullPolicy { get; init; }

    [Limits(MinLength = 1, MaxLength = 253)]
    public string ImagePullSecret { get; init; } = "";

    public string VerificationKey { get; init; } = "";

    public JsonElement? PluginConfig { get; init; }

    [Limits(MinLength = 1, MaxLength = 256)]
    public string PluginName { get; init; } = "";

    public PluginPhase Phase { get; init; }

    [Limits(Minimum = int.MinValue)]
    public int? Priority { get; init; }

    public FailStrategy FailStrategy { get; init; }

    public VmConfig? VmConfig { get; init; }

    public IReadOnlyList<TrafficSelector> Match { get; init; } = [];

    public PluginType Type { get; init; }
}
