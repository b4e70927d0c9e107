using Envoy.Config.Route.V3;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Filters;

/// <summary>What differs between the HTTP connection managers of one side of a proxy.</summary>
public sealed record HttpConnectionManagerOptions
{
    public required string StatPrefix { get; init; }

    /// <summary>Route table fetched over ADS; ignored with <see cref="Routes"/>.</summary>
    public string RouteTable { get; init; } = "";

    /// <summary>Routes inside the filter (inbound).</summary>
    public RouteConfiguration? Routes { get; init; }

    /// <summary>Protocol of the port: gRPC-Web adds its filter, HTTP/2 inbound its options.</summary>
    public Protocol Protocol { get; init; } = Protocol.Http;

    /// <summary>Port by which extensions choose: the target port inbound, else the listener's; 0 where nobody declared one.</summary>
    public int Port { get; init; }

    public HttpFilterSlots Slots { get; init; } = HttpFilterSlots.None;

    /// <summary>True on the HTTP chain of a sniffed single-service port, whose cluster cannot know the protocol (traffic specification 11.3).</summary>
    public bool AnnouncesHttpToPeer { get; init; }

    /// <summary>True for an explicit HTTP proxy: absolute URLs are accepted and no server name is written.</summary>
    public bool IsForwardProxy { get; init; }
}
