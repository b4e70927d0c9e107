using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Where a route sends traffic: a host, and a subset and port of it (istio.networking.v1alpha3.Destination).</summary>
public sealed record Destination
{
    [Limits(Required = true)]
    public string Host { get; init; } = "";

    public string Subset { get; init; } = "";

    public PortSelector? Port { get; init; }
}
