namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.networking.v1alpha3.ExecHealthCheckConfig</summary>
public sealed record ExecHealthCheckConfig
{
    public IReadOnlyList<string> Command { get; init; } = [];
}
