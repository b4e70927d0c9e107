using MeshControl.Model.Gateways;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.GatewayApi;

namespace MeshControl.Model.GatewayApi;

/// <summary>A listener of a Gateway and the gateway it became.</summary>
internal sealed record ListenerGateway(ResourceKey Parent, Listener Listener, MeshGateway Gateway)
{
    public string Hostname => string.IsNullOrEmpty(Listener.Hostname) ? "*" : Listener.Hostname;

    /// <summary>True for route kinds of its protocol that it does not rule out.</summary>
    public bool Takes(string routeKind)
    {
        var isPossible = Listener.Protocol switch
        {
            "HTTP" or "HTTPS" => routeKind is "HTTPRoute" or "GRPCRoute",
            "TCP" => routeKind == "TCPRoute",
            "TLS" => routeKind == "TLSRoute" || (routeKind == "TCPRoute" && Listener.Tls?.Mode != "Passthrough"),
            _ => false,
        };
        return isPossible && (Listener.AllowedRoutes?.Kinds is not { Count: > 0 } kinds
            || kinds.Any(kind => kind.Kind == routeKind && kind.Group is null or GatewayApiNames.Group));
    }

    /// <summary>True where a route of the namespace may use some of these hosts here.</summary>
    public bool Serves(string ns, string host) =>
        GatewayServers.HostsFor(Gateway.Servers[0], ns).Any(own => Services.HostNames.Overlap(own, host));
}
