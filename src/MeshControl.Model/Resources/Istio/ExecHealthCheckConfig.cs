using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A readiness probe that runs a command (istio.networking.v1alpha3.ExecHealthCheckConfig).</summary>
public sealed record ExecHealthCheckConfig
{
    [Limits(Required = true, ItemMinLength = 1)]
    public IReadOnlyList<string> Command { get; init; } = [];
}
