using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>The port of a Gateway's server (istio.networking.v1alpha3.Port).</summary>
public sealed record GatewayPort
{
    [Limits(Required = true)]
    public int Number { get; init; }

    [Limits(Required = true)]
    public string Protocol { get; init; } = "";

    [Limits(Required = true)]
    public string Name { get; init; } = "";

    public int TargetPort { get; init; }
}
