using System.Text.Json;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A Wasm module as an extension (istio.extensions.v1alpha1.WasmConfig).</summary>
public sealed record WasmConfig
{
    public string Url { get; init; } = "";

    public string Sha256 { get; init; } = "";

    public WasmPullPolicy ImagePullPolicy { get; init; }

    public string ImagePullSecret { get; init; } = "";

    public string VerificationKey { get; init; } = "";

    public JsonElement? PluginConfig { get; init; }

    public string PluginName { get; init; } = "";

    public FailStrategy FailStrategy { get; init; }

    public VmConfig? VmConfig { get; init; }

    public PluginType Type { get; init; }
}
