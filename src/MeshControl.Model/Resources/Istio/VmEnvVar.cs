namespace MeshControl.Model.Resources.Istio;

/// <summary>An environment variable of a Wasm module (istio.extensions.v1alpha1.EnvVar).</summary>
public sealed record VmEnvVar
{
    public string Name { get; init; } = "";

    public VmEnvValueSource ValueFrom { get; init; }

    public string Value { get; init; } = "";
}
