using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Settings of the virtual machine that runs a Wasm module (istio.extensions.v1alpha1.VmConfig).</summary>
public sealed record VmConfig
{
    [Limits(MaxItems = 256)]
    public IReadOnlyList<VmEnvVar> Env { get; init; } = [];
}
