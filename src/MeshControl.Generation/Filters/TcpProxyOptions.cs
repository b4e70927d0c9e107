using MeshControl.Incremental;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Filters;

/// <summary>Where a TCP chain leads and how.</summary>
public sealed record TcpProxyOptions
{
    public required string StatPrefix { get; init; }

    /// <summary>One cluster, or several of which those with a weight above 0 share the connections.</summary>
    public required EquatableArray<WeightedTarget> Clusters { get; init; }

    /// <summary>A protocol with a filter of its own puts it in front.</summary>
    public Protocol Protocol { get; init; } = Protocol.Tcp;

    public TimeSpan? IdleTimeout { get; init; }

    public TimeSpan? MaxConnectionDuration { get; init; }

    /// <summary>True where one client's connections go to one endpoint.</summary>
    public bool HashesSourceIp { get; init; }

    /// <summary>Sends the bytes inside an HTTP CONNECT or POST; null where it does not.</summary>
    public TunnelSettings? Tunnel { get; init; }
}
