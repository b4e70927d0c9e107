namespace MeshControl.Model.Resources.Istio;

/// <summary>Settings of the virtual machine that runs a Wasm module (istio.extensions.v1alpha1.VmConfig).</summary>
public sealed record VmConfig
{
    public IReadOnlyList<VmEnvVar> Env { get; init; } = [];
}
