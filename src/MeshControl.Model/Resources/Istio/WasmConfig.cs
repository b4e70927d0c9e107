using System.Text.Json;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A Wasm module as an extension (istio.extensions.v1alpha1.WasmConfig).</summary>
public sealed record WasmConfig
{
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

    public FailStrategy FailStrategy { get; init; }

    public VmConfig? VmConfig { get; init; }

    public PluginType Type { get; init; }
}
