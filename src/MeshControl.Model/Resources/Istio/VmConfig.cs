namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.extensions.v1alpha1.VmConfig</summary>
public sealed record VmConfig
{
    public IReadOnlyList<VmEnvVar> Env { get; init; } = [];
}
