using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A tunnel through an HTTP proxy to another host (istio.networking.v1alpha3.TrafficPolicy.TunnelSettings).</summary>
public sealed record TunnelSettings
{
    public string Protocol { get; init; } = "";

    [Limits(Required = true)]
    public string TargetHost { get; init; } = "";

    [Limits(Required = true)]
    public int TargetPort { get; init; }
}
