using MeshControl.Incremental;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>What one service port puts into a listener. HTTP services that share a wildcard port leave their names out: the route table has them.</summary>
public sealed record OutboundShare
{
    /// <summary>Egress listener that imports the service; its rules apply.</summary>
    public required int EgressListener { get; init; }

    public required Protocol Protocol { get; init; }

    /// <summary>The port connections are made to; 0 on a socket path.</summary>
    public required int ListenPort { get; init; }

    public bool HasHttp { get; init; }

    public bool HasTcp { get; init; }

    /// <summary>Default for HTTP services that share a wildcard port.</summary>
    public ServiceKey Service { get; init; }

    /// <summary>Port of the service's own cluster.</summary>
    public int ClusterPort { get; init; }

    /// <summary>Route table of the HTTP chain.</summary>
    public string RouteTable { get; init; } = "";

    /// <summary>True where the HTTP chain takes only what is recognized as HTTP.</summary>
    public bool MatchesHttpOnly { get; init; }

    /// <summary>True for a sniffed port of a mesh service with an address of its own.</summary>
    public bool AnnouncesHttpToPeer { get; init; }

    /// <summary>True where the proxy resolves the host of each request.</summary>
    public bool ResolvesHosts { get; init; }

    /// <summary>Destination ranges of a service whose address is a range.</summary>
    public EquatableArray<string> Ranges { get; init; }

    /// <summary>Server names that tell the service from others on the listener; empty where its address does.</summary>
    public EquatableArray<string> ServerNames { get; init; }
}
