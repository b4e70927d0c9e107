using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>An environment variable of a Wasm module (istio.extensions.v1alpha1.EnvVar).</summary>
public sealed record VmEnvVar
{
    [Limits(Required = true, MinLength = 1, MaxLength = 256)]
    public string Name { get; init; } = "";

    public VmEnvValueSource ValueFrom { get; init; }

    [Limits(MaxLength = 2048)]
    public string Value { get; init; } = "";
}
