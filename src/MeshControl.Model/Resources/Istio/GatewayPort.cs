namespace MeshControl.Model.Resources.Istio;

/// <summary>The port of a Gateway's server (istio.networking.v1alpha3.Port).</summary>
public sealed record GatewayPort
{
    public int Number { get; init; }

    public string Protocol { get; init; } = "";

    public string Name { get; init; } = "";

    public int TargetPort { get; init; }
}
